import {
  ClusterQueue,
  FlavorQuota,
  LocalQueue,
  ResourceFlavor,
} from '../kube/platformTypes';
import { Draft } from '../kube/types';

const KUEUE = 'kueue.x-k8s.io/v1beta2';

export const TEAMS = [
  { namespace: 'team-vision', queue: 'vision-gpu', h100: 8, l4: 6, neuron: 8 },
  {
    namespace: 'team-language',
    queue: 'language-gpu',
    h100: 8,
    l4: 2,
    neuron: 8,
  },
];

function flavor(
  name: string,
  nodeLabels: Record<string, string>,
): Draft<ResourceFlavor> {
  return {
    apiVersion: KUEUE,
    kind: 'ResourceFlavor',
    metadata: { name },
    spec: { nodeLabels },
  };
}

export function seedFlavors(): Draft<ResourceFlavor>[] {
  return [
    flavor('default', {}),
    flavor('h100', {
      'nvidia.com/gpu.product': 'NVIDIA-H100-80GB-HBM3',
      'karpenter.k8s.aws/instance-gpu-name': 'h100',
    }),
    flavor('l4', {
      'nvidia.com/gpu.product': 'NVIDIA-L4',
      'karpenter.k8s.aws/instance-gpu-name': 'l4',
    }),
    flavor('trn1', {
      'neuron.amazonaws.com/present': 'true',
      'karpenter.k8s.aws/instance-family': 'trn1',
    }),
  ];
}

function quota(
  name: string,
  resources: Record<string, string | number>,
): FlavorQuota {
  return {
    name,
    resources: Object.entries(resources).map(([resource, nominalQuota]) => ({
      name: resource,
      nominalQuota: String(nominalQuota),
    })),
  };
}

export function seedClusterQueues(): Draft<ClusterQueue>[] {
  return TEAMS.map(({ queue, h100, l4, neuron }) => ({
    apiVersion: KUEUE,
    kind: 'ClusterQueue',
    metadata: { name: queue },
    spec: {
      namespaceSelector: {},
      queueingStrategy: 'BestEffortFIFO',
      stopPolicy: 'None',
      resourceGroups: [
        {
          coveredResources: ['cpu', 'memory'],
          flavors: [quota('default', { cpu: 400, memory: '4Ti' })],
        },
        {
          coveredResources: ['nvidia.com/gpu'],
          flavors: [
            quota('l4', { 'nvidia.com/gpu': l4 }),
            quota('h100', { 'nvidia.com/gpu': h100 }),
          ],
        },
        {
          coveredResources: ['aws.amazon.com/neuron'],
          flavors: [quota('trn1', { 'aws.amazon.com/neuron': neuron })],
        },
      ],
    },
  }));
}

export function seedLocalQueues(): Draft<LocalQueue>[] {
  return TEAMS.map(({ namespace, queue }) => ({
    apiVersion: KUEUE,
    kind: 'LocalQueue',
    metadata: { name: queue, namespace },
    spec: { clusterQueue: queue },
  }));
}
