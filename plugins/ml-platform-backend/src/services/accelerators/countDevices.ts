import { PodContainer } from '../clusters/podTypes';

/** Counts by resource name. */
export type DeviceCounts = Record<string, number>;

const ACCELERATORS =
  /^(nvidia\.com\/(gpu|mig-)|amd\.com\/gpu|aws\.amazon\.com\/neuron|habana\.ai\/|google\.com\/tpu|gpu\.intel\.com\/|intel\.com\/gpu)/;

/**
 * Whether an extended resource is an accelerator. Others, such as
 * `vpc.amazonaws.com/efa`, are network cards and the like.
 */
export function isAccelerator(resource: string): boolean {
  return ACCELERATORS.test(resource);
}

/** Adds two counts. */
export function addCounts(
  a: DeviceCounts,
  b: DeviceCounts | undefined,
  times: number = 1,
): DeviceCounts {
  const sum = { ...a };
  for (const [resource, count] of Object.entries(b ?? {})) {
    sum[resource] = (sum[resource] ?? 0) + count * times;
  }
  return sum;
}

function maxCounts(a: DeviceCounts, b: DeviceCounts): DeviceCounts {
  const max = { ...a };
  for (const [resource, count] of Object.entries(b)) {
    max[resource] = Math.max(max[resource] ?? 0, count);
  }
  return max;
}

/**
 * The accelerators that a pod asks the scheduler for, as Kubernetes counts
 * them (KEP-753, `k8s.io/component-helpers/resource` PodRequests): containers
 * and sidecars together, or the largest init container with the sidecars that
 * started before it, whichever is more, plus overhead.
 */
export function countDevices(pod: {
  containers: PodContainer[];
  initContainers: PodContainer[];
  overhead?: DeviceCounts;
}): DeviceCounts {
  let running = pod.containers.reduce<DeviceCounts>(
    (sum, container) => addCounts(sum, container.devices),
    {},
  );
  let sidecars: DeviceCounts = {};
  let starting: DeviceCounts = {};
  for (const container of pod.initContainers) {
    if (container.restartPolicy === 'Always') {
      running = addCounts(running, container.devices);
      sidecars = addCounts(sidecars, container.devices);
      starting = maxCounts(starting, sidecars);
    } else {
      starting = maxCounts(starting, addCounts(sidecars, container.devices));
    }
  }
  const total = addCounts(maxCounts(running, starting), pod.overhead);
  return Object.fromEntries(
    Object.entries(total).filter(
      ([resource, count]) => count > 0 && isAccelerator(resource),
    ),
  );
}
