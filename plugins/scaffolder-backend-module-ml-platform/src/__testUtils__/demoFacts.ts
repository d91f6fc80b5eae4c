import { TargetFacts } from '@callboard/plugin-ml-platform-common';

/** A cluster with two GPU types and a queue for each of two teams. */
export function demoFacts(target: {
  cluster: string;
  namespace: string;
}): TargetFacts {
  const team = target.namespace.replace(/^team-/, '');
  return {
    ...target,
    namespaceExists: true,
    queues: [
      {
        name: `${team}-gpu`,
        clusterQueue: 'gpu',
        active: true,
        pendingWorkloads: 0,
      },
    ],
    accelerators: [
      {
        resource: 'nvidia.com/gpu',
        product: 'NVIDIA-L4',
        allocatable: 8,
        allocated: 0,
      },
      {
        resource: 'nvidia.com/gpu',
        product: 'NVIDIA-H100-80GB-HBM3',
        allocatable: 16,
        allocated: 14,
      },
    ],
    source: { kind: 'kubernetes', name: target.cluster, state: 'live' },
  };
}
