import { AcceleratorProfile, Toleration } from './AcceleratorProfile';

const GiB = 2 ** 30;

/**
 * What the prices of the profiles assume. Override them with your own.
 *
 * @public
 */
export const PRICE_ASSUMPTION =
  'on-demand list price of a usual AWS instance divided by its devices, host included, in EUR';

const tolerate = (key: string): Toleration => ({
  key,
  operator: 'Exists',
  effect: 'NoSchedule',
});

function nvidia(
  profile: Pick<
    AcceleratorProfile,
    'id' | 'title' | 'products' | 'maxPerPod' | 'pricePerHour'
  > & { gib: number; karpenter: Record<string, string> },
): AcceleratorProfile {
  const { gib, karpenter, ...rest } = profile;
  return {
    ...rest,
    resource: 'nvidia.com/gpu',
    nodeLabels: {
      device: { 'nvidia.com/gpu.product': profile.products[0] },
      karpenter,
      none: {},
    },
    tolerations: [tolerate('nvidia.com/gpu')],
    memoryBytes: gib * GiB,
    image: 'cuda',
  };
}

function neuron(
  profile: Pick<
    AcceleratorProfile,
    'id' | 'title' | 'maxPerPod' | 'pricePerHour'
  > & { gib: number; family: string; coresPerChip: number },
): AcceleratorProfile {
  const { gib, family, coresPerChip, ...rest } = profile;
  return {
    ...rest,
    // Whole chips: half a chip's cores would leave the rest to nobody.
    resource: 'aws.amazon.com/neuron',
    products: [],
    nodeLabels: {
      device: { 'neuron.amazonaws.com/present': 'true' },
      karpenter: { 'karpenter.k8s.aws/instance-family': family },
      none: {},
    },
    tolerations: [tolerate('aws.amazon.com/neuron')],
    memoryBytes: gib * GiB,
    image: 'neuron',
    rayResource: { name: 'neuron_cores', perDevice: coresPerChip },
  };
}

/**
 * The accelerators that templates offer, cheapest of each vendor first.
 *
 * @public
 */
export const ACCELERATOR_PROFILES: AcceleratorProfile[] = [
  {
    id: 'none',
    title: 'None, CPU only',
    products: [],
    nodeLabels: { device: {}, karpenter: {}, none: {} },
    tolerations: [],
    memoryBytes: 0,
    maxPerPod: 0,
    image: 'cpu',
    pricePerHour: 0,
  },
  nvidia({
    id: 'nvidia-l4',
    title: 'NVIDIA L4 24 GB',
    products: ['NVIDIA-L4'],
    gib: 24,
    karpenter: { 'karpenter.k8s.aws/instance-gpu-name': 'l4' },
    maxPerPod: 8,
    pricePerHour: 0.75,
  }),
  nvidia({
    id: 'nvidia-a10g',
    title: 'NVIDIA A10G 24 GB',
    products: ['NVIDIA-A10G'],
    gib: 24,
    karpenter: { 'karpenter.k8s.aws/instance-gpu-name': 'a10g' },
    maxPerPod: 8,
    pricePerHour: 0.95,
  }),
  nvidia({
    id: 'nvidia-a100-80gb',
    title: 'NVIDIA A100 80 GB',
    products: ['NVIDIA-A100-SXM4-80GB', 'NVIDIA-A100-80GB-PCIe'],
    gib: 80,
    karpenter: {
      'karpenter.k8s.aws/instance-gpu-name': 'a100',
      // MiB; tells it from the 40 GB model.
      'karpenter.k8s.aws/instance-gpu-memory': '81920',
    },
    maxPerPod: 8,
    pricePerHour: 2.6,
  }),
  nvidia({
    id: 'nvidia-h100-80gb',
    title: 'NVIDIA H100 80 GB',
    products: ['NVIDIA-H100-80GB-HBM3', 'NVIDIA-H100-PCIe'],
    gib: 80,
    karpenter: { 'karpenter.k8s.aws/instance-gpu-name': 'h100' },
    maxPerPod: 8,
    pricePerHour: 3.9,
  }),
  neuron({
    id: 'aws-inferentia2',
    title: 'AWS Inferentia2 32 GB',
    family: 'inf2',
    gib: 32,
    coresPerChip: 2,
    maxPerPod: 12,
    pricePerHour: 0.7,
  }),
  neuron({
    id: 'aws-trainium1',
    title: 'AWS Trainium 32 GB',
    family: 'trn1',
    gib: 32,
    coresPerChip: 2,
    maxPerPod: 16,
    pricePerHour: 1.25,
  }),
  neuron({
    id: 'aws-trainium2',
    title: 'AWS Trainium2 96 GB',
    family: 'trn2',
    gib: 96,
    // Logical cores at the default of two physical cores to a logical one.
    coresPerChip: 4,
    maxPerPod: 16,
    pricePerHour: 2.1,
  }),
];

/**
 * The profile of that id, undefined when there is none.
 *
 * @public
 */
export function findAcceleratorProfile(
  id: string,
): AcceleratorProfile | undefined {
  return ACCELERATOR_PROFILES.find(profile => profile.id === id);
}
