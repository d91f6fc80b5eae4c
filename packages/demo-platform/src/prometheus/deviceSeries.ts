import { createHash } from 'node:crypto';
import { DeviceInterval } from '../controllers/DeviceLedger';
import { parseQuantity } from '../kube/quantity';
import { NODES } from '../kube/resources';
import { Node } from '../kube/workloadTypes';
import { Platform } from '../state/Platform';
import { memoryAt, utilizationAt } from './deviceLoad';

/** One sample with its labels, `__name__` among them. */
export interface Sample {
  labels: Record<string, string>;
  value: number;
}

/** Idle and full power of one device, W. */
const POWER: Record<string, [number, number]> = {
  'NVIDIA-H100-80GB-HBM3': [72, 640],
  'NVIDIA-L4': [17, 68],
};

export const METRICS = [
  'DCGM_FI_DEV_FB_FREE',
  'DCGM_FI_DEV_FB_USED',
  'DCGM_FI_DEV_GPU_UTIL',
  'DCGM_FI_DEV_POWER_USAGE',
  'neuroncore_utilization_ratio',
];
const CORES_PER_NEURON_CHIP = 2;

function count(node: Node, resource: string): number {
  return parseQuantity(node.status.capacity[resource]);
}

/** What the exporters would have shown at a time (Unix ms). */
export function samplesAt({ store, ledger }: Platform, at: number): Sample[] {
  const holder = (node: string, resource: string, index: number) =>
    ledger.intervals.find(
      i =>
        i.node === node &&
        i.resource === resource &&
        i.index === index &&
        i.from <= at &&
        at < (i.to ?? Infinity),
    );
  return store
    .list(NODES)
    .filter(node => Date.parse(node.metadata.creationTimestamp) <= at)
    .flatMap(node => {
      const { name } = node.metadata;
      const indexes = (resource: string) =>
        Array.from({ length: count(node, resource) }, (_, index) => index);
      return [
        ...indexes('nvidia.com/gpu').flatMap(index =>
          gpuSamples(node, index, holder(name, 'nvidia.com/gpu', index), at),
        ),
        ...indexes('aws.amazon.com/neuron').flatMap(index =>
          neuronSamples(
            node,
            index,
            holder(name, 'aws.amazon.com/neuron', index),
            at,
          ),
        ),
      ];
    });
}

function podLabels(
  interval: DeviceInterval | undefined,
): Record<string, string> {
  return interval
    ? {
        namespace: interval.namespace,
        pod: interval.pod,
        container: interval.container,
      }
    : {};
}

function uuid(node: string, index: number): string {
  const hex = createHash('sha256').update(`${node}/${index}`).digest('hex');
  return `GPU-${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(
    12,
    16,
  )}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** dcgm-exporter up to 4.8.2: percent, MiB, W. */
function gpuSamples(
  node: Node,
  index: number,
  interval: DeviceInterval | undefined,
  at: number,
): Sample[] {
  const nodeLabels = node.metadata.labels ?? {};
  const product = nodeLabels['nvidia.com/gpu.product'] ?? '';
  const total = Number(nodeLabels['nvidia.com/gpu.memory'] ?? 0);
  const id = uuid(node.metadata.name, index);
  const labels = {
    gpu: String(index),
    UUID: id,
    device: `nvidia${index}`,
    modelName: product.replace(/-/g, ' '),
    Hostname: node.metadata.name,
    job: 'dcgm-exporter',
    ...podLabels(interval),
  };
  const utilization = utilizationAt(id, interval, at);
  const used = Math.round(total * memoryAt(id, interval, at));
  const [idle, full] = POWER[product] ?? [20, 200];
  const values: Record<string, number> = {
    DCGM_FI_DEV_GPU_UTIL: Math.round(utilization * 100),
    DCGM_FI_DEV_FB_USED: used,
    DCGM_FI_DEV_FB_FREE: total - used,
    DCGM_FI_DEV_POWER_USAGE:
      Math.round((idle + (full - idle) * utilization) * 1000) / 1000,
  };
  return Object.entries(values).map(([name, value]) => ({
    labels: { __name__: name, ...labels },
    value,
  }));
}

/** neuron-monitor: one series a core, ratio 0 to 1. */
function neuronSamples(
  node: Node,
  chip: number,
  interval: DeviceInterval | undefined,
  at: number,
): Sample[] {
  return Array.from({ length: CORES_PER_NEURON_CHIP }, (_, i) => {
    const core = chip * CORES_PER_NEURON_CHIP + i;
    const id = `${node.metadata.name}/neuron/${core}`;
    return {
      labels: {
        __name__: 'neuroncore_utilization_ratio',
        neuroncore: String(core),
        neuron_device: String(chip),
        instance_type:
          node.metadata.labels?.['node.kubernetes.io/instance-type'] ?? '',
        node: node.metadata.name,
        job: 'neuron-monitor',
        ...podLabels(interval),
      },
      value: Math.round(utilizationAt(id, interval, at) * 10_000) / 10_000,
    };
  });
}
