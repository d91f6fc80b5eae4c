import { PodGroup } from './Bundle';

/** Devices of one extended resource that pods ask for. @public */
export interface DeviceCount {
  resource: string;
  /** With every worker that an autoscaler may add. */
  count: number;
  /** With the least workers. */
  min: number;
}

/**
 * Counts the devices that pods ask for, by extended resource. Read from the
 * pod templates: KubeRay 1.7's own `desiredGPU` misses Neuron and shared GPUs.
 *
 * @public
 */
export function countDevices(pods: PodGroup[]): DeviceCount[] {
  const counts = new Map<string, DeviceCount>();
  for (const { template, min, max } of pods) {
    for (const { resources } of template.spec.containers) {
      for (const [resource, amount] of Object.entries(resources.limits)) {
        // Kubernetes' own resources have no domain.
        if (resource.includes('/')) {
          const sum = counts.get(resource) ?? { resource, count: 0, min: 0 };
          sum.count += Number(amount) * max;
          sum.min += Number(amount) * min;
          counts.set(resource, sum);
        }
      }
    }
  }
  return [...counts.values()];
}
