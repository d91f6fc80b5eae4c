import {
  AcceleratorDevice,
  AcceleratorHolding,
  AcceleratorUsage,
} from '@callboard/plugin-ml-platform-common';
import { Cluster } from '../clusters/Cluster';
import { StoredPod } from '../clusters/podTypes';
import { NODES } from '../clusters/resources';
import { UsageMonitor } from '../metrics/UsageMonitor';
import { ReadWorkload } from '../workloads/ClusterWorkloads';
import { countDevices } from './countDevices';
import { productOf } from './productOf';

/** A device counts as busy from this share of its time on. */
const BUSY_RATIO = 0.1;

/** Workloads of one cluster with what measures it. */
export interface HoldingInput {
  cluster: Cluster;
  usage?: UsageMonitor;
  workloads: readonly ReadWorkload[];
}

interface Tally {
  resource: string;
  product?: string;
  requested: number;
  allocated: number;
  pods: StoredPod[];
}

function isFinished({ phase }: StoredPod): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

function tally(input: HoldingInput): Tally[] {
  const tallies = new Map<string, Tally>();
  const add = (
    resource: string,
    product: string | undefined,
    requested: number,
    pod?: StoredPod,
  ) => {
    const key = `${resource}/${product ?? ''}`;
    const entry = tallies.get(key) ?? {
      resource,
      product,
      requested: 0,
      allocated: 0,
      pods: [],
    };
    entry.requested += requested;
    if (pod?.nodeName) {
      entry.allocated += requested;
      entry.pods.push(pod);
    }
    tallies.set(key, entry);
  };
  for (const { pods, waiting } of input.workloads) {
    for (const pod of pods.filter(candidate => !isFinished(candidate))) {
      const node = pod.nodeName
        ? input.cluster.getByName(NODES, undefined, pod.nodeName)
        : undefined;
      const labels = node?.metadata.labels ?? pod.nodeSelector;
      for (const [resource, count] of Object.entries(countDevices(pod))) {
        add(resource, productOf(resource, labels), count, pod);
      }
    }
    for (const [resource, count] of Object.entries(waiting)) {
      add(resource, undefined, count);
    }
  }
  return [...tallies.values()];
}

function devicesOf(
  { pods }: Tally,
  usage: UsageMonitor,
): (AcceleratorDevice & { metric?: string; time: number })[] {
  return pods.flatMap(({ metadata, nodeName }) =>
    usage.devicesOf(metadata.namespace ?? '', metadata.name).map(sample => ({
      id: sample.id,
      node: nodeName ?? sample.node,
      pod: metadata.name,
      utilization: sample.utilization,
      memoryUsedBytes: sample.memoryUsedBytes,
      memoryTotalBytes: sample.memoryTotalBytes,
      metric: sample.metric,
      time: sample.time,
    })),
  );
}

function usageOf(
  { pods }: Tally,
  devices: readonly { utilization?: number; metric?: string; time: number }[],
  usage: UsageMonitor,
): AcceleratorUsage | undefined {
  const measured = devices.flatMap(device =>
    device.utilization === undefined
      ? []
      : [{ ...device, ratio: device.utilization }],
  );
  if (measured.length === 0) {
    return undefined;
  }
  const sum = measured.reduce((total, { ratio }) => total + ratio, 0);
  return {
    utilization: sum / measured.length,
    busy: measured.filter(({ ratio }) => ratio >= BUSY_RATIO).length,
    measured: measured.length,
    metric: measured[0].metric ?? '',
    observedAt: new Date(
      Math.max(...measured.map(({ time }) => time)) * 1000,
    ).toISOString(),
    history: usage.history(
      new Set(
        pods.map(pod => `${pod.metadata.namespace}/${pod.metadata.name}`),
      ),
    ),
  };
}

/**
 * What workloads ask for, hold and use, by device type. Allocation is counted
 * from pod specs; use is joined by pod. A device without a sample is not in
 * `devices` and never counts as idle.
 */
export function readHoldings(input: HoldingInput): AcceleratorHolding[] {
  const { cluster, usage } = input;
  return tally(input).map(entry => {
    const devices = usage ? devicesOf(entry, usage) : [];
    return {
      cluster: cluster.name,
      resource: entry.resource,
      product: entry.product,
      requested: entry.requested,
      allocated: entry.allocated,
      usage: usage && usageOf(entry, devices, usage),
      devices: devices.map(({ metric, time, ...device }) => device),
    };
  });
}
