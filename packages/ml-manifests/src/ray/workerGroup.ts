import { Toleration } from '../accelerators';
import { PodTemplate } from '../kubernetes';
import { rayPodTemplate } from './rayPodTemplate';
import { RayWorkload } from './RayWorkload';
import { RayWorkerGroupSpec } from './types';

const KARPENTER_SPOT = { 'karpenter.sh/capacity-type': 'spot' };

/** Least and most workers; both the same when the number is fixed. */
export function workerRange(input: RayWorkload['input']): {
  min: number;
  max: number;
  autoscaled: boolean;
} {
  const { replicas = 1, minReplicas = 0, maxReplicas } = input.workers;
  return maxReplicas === undefined
    ? { min: replicas, max: replicas, autoscaled: false }
    : { min: minReplicas, max: maxReplicas, autoscaled: true };
}

/** The one worker group, on nodes that carry its accelerator. */
export function workerGroup(workload: RayWorkload): RayWorkerGroupSpec {
  const { input, profile, devices } = workload;
  const { min, max, autoscaled } = workerRange(input);
  const { cpu, memory } = input.workers;
  const device = profile.resource ? { [profile.resource]: `${devices}` } : {};
  return {
    groupName: 'workers',
    // The autoscaler writes it: in Git it would be fought over.
    replicas: autoscaled ? undefined : min,
    minReplicas: min,
    maxReplicas: max,
    ...rayDevices(workload),
    template: rayPodTemplate(workload, {
      component: 'ray-worker',
      resources: { cpu, memory, ...device },
      placement: placement(workload),
    }),
  };
}

/**
 * Tells Ray of devices where KubeRay 1.7 does not: it derives `num-gpus` from
 * resources that end in `gpu` only, and knows `neuroncore` but not `neuron`.
 */
function rayDevices({
  profile,
  devices,
}: RayWorkload): Pick<RayWorkerGroupSpec, 'rayStartParams' | 'resources'> {
  const { rayResource } = profile;
  return {
    rayStartParams: {},
    resources: rayResource && {
      [rayResource.name]: `${devices * rayResource.perDevice}`,
    },
  };
}

function placement({
  input,
  profile,
  options,
}: RayWorkload): Pick<PodTemplate['spec'], 'nodeSelector' | 'tolerations'> {
  const nodeSelector: Record<string, string> = {
    ...profile.nodeLabels[options.nodeLabels ?? 'device'],
    ...(input.spot ? options.spotLabels ?? KARPENTER_SPOT : {}),
  };
  const tolerations: Toleration[] = [
    ...profile.tolerations,
    ...input.accelerator.tolerations,
  ];
  return {
    nodeSelector: Object.keys(nodeSelector).length ? nodeSelector : undefined,
    tolerations: tolerations.length ? tolerations : undefined,
  };
}
