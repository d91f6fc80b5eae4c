import { NODES } from '../kube/resources';
import { parseQuantity } from '../kube/quantity';
import { KubeStore } from '../kube/KubeStore';
import { Pod } from '../kube/workloadTypes';
import { Clock } from '../clock/Clock';
import { podRequests } from './podResources';

/** What a pod does with its devices. */
export type DeviceLoad = 'training' | 'idle';

/** One pod's hold on one device, from binding to its end. Unix ms. */
export interface DeviceInterval {
  node: string;
  resource: string;
  index: number;
  uid: string;
  namespace: string;
  pod: string;
  container: string;
  load: DeviceLoad;
  from: number;
  runningFrom?: number;
  to?: number;
}

const RETENTION_MS = 25 * 60 * 60 * 1000;
export const DEVICE_RESOURCES = ['nvidia.com/gpu', 'aws.amazon.com/neuron'];

/**
 * Which pod holds which device and since when: what a device plugin decides
 * and what the metrics are computed from, so that the past stays the same.
 */
export class DeviceLedger {
  #intervals: DeviceInterval[];

  constructor(
    private readonly store: KubeStore,
    private readonly clock: Clock,
    saved: DeviceInterval[] = [],
  ) {
    this.#intervals = saved;
  }

  get intervals(): readonly DeviceInterval[] {
    return this.#intervals;
  }

  allocate(pod: Pod, load: DeviceLoad): void {
    const { uid, name, namespace = '' } = pod.metadata;
    const { nodeName = '' } = pod.spec;
    if (this.#intervals.some(i => i.uid === uid && i.to === undefined)) {
      return;
    }
    const requests = podRequests(pod.spec);
    for (const resource of DEVICE_RESOURCES) {
      const wanted = requests[resource] ?? 0;
      const free = this.#freeIndexes(nodeName, resource);
      for (const index of free.slice(0, wanted)) {
        this.#intervals.push({
          node: nodeName,
          resource,
          index,
          uid,
          namespace,
          pod: name,
          container: pod.spec.containers[0].name,
          load,
          from: this.clock.now(),
        });
      }
    }
  }

  markRunning(uid: string): void {
    for (const interval of this.#open(uid)) {
      interval.runningFrom ??= this.clock.now();
    }
  }

  release(uid: string): void {
    for (const interval of this.#open(uid)) {
      interval.to = this.clock.now();
    }
  }

  /** Ends the holds of pods that are gone and forgets what is long past. */
  retain(isAlive: (uid: string) => boolean): void {
    for (const interval of this.#intervals) {
      if (interval.to === undefined && !isAlive(interval.uid)) {
        interval.to = this.clock.now();
      }
    }
    const oldest = this.clock.now() - RETENTION_MS;
    this.#intervals = this.#intervals.filter(i => (i.to ?? Infinity) > oldest);
  }

  toJSON(): DeviceInterval[] {
    return this.#intervals;
  }

  #open(uid: string): DeviceInterval[] {
    return this.#intervals.filter(i => i.uid === uid && i.to === undefined);
  }

  #freeIndexes(node: string, resource: string): number[] {
    const capacity = parseQuantity(
      this.store.find(NODES, undefined, node)?.status.capacity[resource],
    );
    const taken = new Set(
      this.#intervals
        .filter(
          i => i.node === node && i.resource === resource && i.to === undefined,
        )
        .map(i => i.index),
    );
    return Array.from({ length: capacity }, (_, index) => index).filter(
      index => !taken.has(index),
    );
  }
}
