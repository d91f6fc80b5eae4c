import { Series } from './PrometheusClient';
import { readSample } from './deviceMetrics';

/** The newest known state of one device of one pod. */
export interface DeviceSample {
  /** Device UUID, or node and index where the exporter gives none. */
  id: string;
  node: string;
  namespace: string;
  pod: string;
  utilization?: number;
  /** Metric that `utilization` was read from. */
  metric?: string;
  memoryUsedBytes?: number;
  memoryTotalBytes?: number;
  /** Unix seconds of the newest sample. */
  time: number;
}

/** Who a series belongs to; undefined when no pod is named. */
export interface DeviceIdentity {
  id: string;
  node: string;
  namespace: string;
  pod: string;
  isMigSlice: boolean;
}

/**
 * Reads a series' labels. Without `honorLabels` Prometheus renames the
 * workload's labels to `exported_*` and `pod` is the exporter's own; the
 * spelling of the host changed with dcgm-exporter 4.8.3.
 */
export function identify(
  labels: Record<string, string>,
): DeviceIdentity | undefined {
  const pod = labels.exported_pod || labels.pod;
  const namespace = labels.exported_namespace || labels.namespace;
  if (!pod || !namespace) {
    return undefined;
  }
  const node =
    labels.Hostname || labels.hostname || labels.node || labels.instance || '';
  const slice = labels.GPU_I_ID;
  const index =
    labels.gpu ?? labels.neuroncore ?? labels.neuron_device ?? labels.device;
  const base = labels.UUID || `${node}/${index ?? '?'}`;
  return {
    id: slice ? `${base}/${slice}` : base,
    node,
    namespace,
    pod,
    isMigSlice: Boolean(slice),
  };
}

/** Key of a device in a pod's hands; a device that changes hands has two. */
export function deviceKey(device: {
  namespace: string;
  pod: string;
  id: string;
}): string {
  return `${device.namespace}/${device.pod}/${device.id}`;
}

/**
 * Joins the series of one poll by device. Of several metrics of use the best
 * of the ladder wins; duplicates of one series (two scrapers) count once.
 */
export function readDevices(series: readonly Series[]): DeviceSample[] {
  const devices = new Map<
    string,
    DeviceSample & { rank: number; free?: number }
  >();
  for (const { labels, values } of series) {
    const identity = identify(labels);
    const [time, value] = values[values.length - 1];
    const reading =
      identity && readSample(labels.__name__ ?? '', value, identity.isMigSlice);
    if (!identity || !reading) {
      continue;
    }
    const { isMigSlice, ...names } = identity;
    const key = deviceKey(identity);
    const device = devices.get(key) ?? { ...names, time, rank: Infinity };
    device.time = Math.max(device.time, time);
    if (reading.type === 'utilization') {
      if (reading.rank < device.rank) {
        device.rank = reading.rank;
        device.utilization = reading.ratio;
        device.metric = reading.metric;
      }
    } else if (reading.part === 'used') {
      device.memoryUsedBytes = reading.bytes;
    } else {
      device.free = reading.bytes;
    }
    devices.set(key, device);
  }
  return [...devices.values()].map(({ rank, free, ...device }) => ({
    ...device,
    ...(free !== undefined &&
      device.memoryUsedBytes !== undefined && {
        memoryTotalBytes: device.memoryUsedBytes + free,
      }),
  }));
}
