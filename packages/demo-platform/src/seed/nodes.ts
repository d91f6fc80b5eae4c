import { Draft } from '../kube/types';
import { Node, Taint } from '../kube/workloadTypes';

interface InstanceType {
  name: string;
  cpu: number;
  memoryGi: number;
  arch?: string;
  labels: Record<string, string>;
  devices?: { resource: string; count: number };
  taint?: Taint;
}

function gpu(options: {
  name: string;
  cpu: number;
  memoryGi: number;
  count: number;
  product: string;
  short: string;
  memoryMiB: number;
  family: string;
  compute: [string, string];
}): InstanceType {
  const { name, cpu, memoryGi, count, product, short, compute } = options;
  return {
    name,
    cpu,
    memoryGi,
    devices: { resource: 'nvidia.com/gpu', count },
    taint: { key: 'nvidia.com/gpu', effect: 'NoSchedule' },
    labels: {
      'nvidia.com/gpu.present': 'true',
      'nvidia.com/gpu.product': product,
      'nvidia.com/gpu.count': String(count),
      'nvidia.com/gpu.memory': String(options.memoryMiB),
      'nvidia.com/gpu.family': options.family,
      'nvidia.com/gpu.compute.major': compute[0],
      'nvidia.com/gpu.compute.minor': compute[1],
      'nvidia.com/gpu.machine': name,
      'nvidia.com/gpu.replicas': '1',
      'nvidia.com/gpu.sharing-strategy': 'none',
      'nvidia.com/mig.capable': short === 'h100' ? 'true' : 'false',
      'nvidia.com/mig.strategy': 'single',
      'nvidia.com/cuda.driver.major': '580',
      'nvidia.com/cuda.runtime.major': '13',
      'karpenter.k8s.aws/instance-gpu-name': short,
      'karpenter.k8s.aws/instance-gpu-manufacturer': 'nvidia',
      'karpenter.k8s.aws/instance-gpu-count': String(count),
      'karpenter.k8s.aws/instance-gpu-memory': String(options.memoryMiB),
    },
  };
}

const P5 = gpu({
  name: 'p5.48xlarge',
  cpu: 192,
  memoryGi: 2048,
  count: 8,
  product: 'NVIDIA-H100-80GB-HBM3',
  short: 'h100',
  memoryMiB: 81559,
  family: 'hopper',
  compute: ['9', '0'],
});
const G6 = gpu({
  name: 'g6.12xlarge',
  cpu: 48,
  memoryGi: 192,
  count: 4,
  product: 'NVIDIA-L4',
  short: 'l4',
  memoryMiB: 23034,
  family: 'ada-lovelace',
  compute: ['8', '9'],
});
const TRN1: InstanceType = {
  name: 'trn1.32xlarge',
  cpu: 128,
  memoryGi: 512,
  devices: { resource: 'aws.amazon.com/neuron', count: 16 },
  taint: { key: 'aws.amazon.com/neuron', effect: 'NoSchedule' },
  labels: {
    'neuron.amazonaws.com/present': 'true',
    'karpenter.k8s.aws/instance-accelerator-name': 'trainium',
    'karpenter.k8s.aws/instance-accelerator-manufacturer': 'aws',
    'karpenter.k8s.aws/instance-accelerator-count': '16',
  },
};
const M7I: InstanceType = {
  name: 'm7i.4xlarge',
  cpu: 16,
  memoryGi: 64,
  labels: {},
};

interface SeedNode {
  type: InstanceType;
  pool: string;
  address: string;
  zone: string;
  spot?: boolean;
}

const NODES: SeedNode[] = [
  { type: M7I, pool: 'general', address: '10.0.12.31', zone: 'eu-central-1a' },
  { type: M7I, pool: 'general', address: '10.0.44.87', zone: 'eu-central-1b' },
  { type: P5, pool: 'h100', address: '10.0.61.14', zone: 'eu-central-1a' },
  { type: P5, pool: 'h100', address: '10.0.61.92', zone: 'eu-central-1a' },
  { type: G6, pool: 'l4', address: '10.0.73.20', zone: 'eu-central-1b' },
  {
    type: G6,
    pool: 'l4-spot',
    address: '10.0.78.151',
    zone: 'eu-central-1c',
    spot: true,
  },
  { type: TRN1, pool: 'trn1', address: '10.0.90.5', zone: 'eu-central-1b' },
];

function node(
  { type, pool, address, zone, spot }: SeedNode,
  since: string,
): Draft<Node> {
  const [family, size] = type.name.split('.');
  const name = `ip-${address.replace(
    /\./g,
    '-',
  )}.eu-central-1.compute.internal`;
  const device: Record<string, string> = type.devices
    ? { [type.devices.resource]: String(type.devices.count) }
    : {};
  const condition = (
    kind: string,
    status: 'True' | 'False',
    reason: string,
  ) => ({
    type: kind,
    status,
    reason,
    message: '',
    lastTransitionTime: since,
  });
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/os': 'linux',
        'node.kubernetes.io/instance-type': type.name,
        'topology.kubernetes.io/region': 'eu-central-1',
        'topology.kubernetes.io/zone': zone,
        'karpenter.sh/nodepool': pool,
        'karpenter.sh/capacity-type': spot ? 'spot' : 'on-demand',
        'karpenter.sh/registered': 'true',
        'karpenter.sh/initialized': 'true',
        'karpenter.k8s.aws/ec2nodeclass': 'default',
        'karpenter.k8s.aws/instance-category': family[0],
        'karpenter.k8s.aws/instance-family': family,
        'karpenter.k8s.aws/instance-generation': /\d/.exec(family)?.[0] ?? '',
        'karpenter.k8s.aws/instance-size': size,
        'karpenter.k8s.aws/instance-cpu': String(type.cpu),
        'karpenter.k8s.aws/instance-memory': String(type.memoryGi * 1024),
        'eks.amazonaws.com/capacityType': spot ? 'SPOT' : 'ON_DEMAND',
        ...type.labels,
      },
    },
    spec: {
      providerID: `aws:///${zone}/i-${Buffer.from(address)
        .toString('hex')
        .slice(-17)}`,
      taints: type.taint && [type.taint],
    },
    status: {
      capacity: {
        cpu: String(type.cpu),
        memory: `${type.memoryGi}Gi`,
        pods: '110',
        ...device,
      },
      allocatable: {
        // What EKS keeps for the kubelet and the system.
        cpu: `${type.cpu * 1000 - 110}m`,
        memory: `${type.memoryGi - 2}Gi`,
        pods: '110',
        ...device,
      },
      conditions: [
        condition('MemoryPressure', 'False', 'KubeletHasSufficientMemory'),
        condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure'),
        condition('PIDPressure', 'False', 'KubeletHasSufficientPID'),
        condition('Ready', 'True', 'KubeletReady'),
      ],
      addresses: [
        { type: 'InternalIP', address },
        { type: 'Hostname', address: name },
      ],
      nodeInfo: {
        architecture: 'amd64',
        operatingSystem: 'linux',
        kubeletVersion: 'v1.35.0',
        containerRuntimeVersion: 'containerd://2.1.5',
        osImage: 'Amazon Linux 2023',
      },
    },
  };
}

/** Two p5, two g6 (one spot), one trn1, two m7i. */
export function seedNodes(since: string): Draft<Node>[] {
  return NODES.map(entry => node(entry, since));
}
