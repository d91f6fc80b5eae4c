import { SourceStatus } from './source';

/** @public */
export interface TargetQueue {
  /** Name of the Kueue LocalQueue. */
  name: string;
  clusterQueue: string;
  active: boolean;
  pendingWorkloads: number;
}

/** @public */
export interface TargetAccelerator {
  resource: string;
  product?: string;
  /** Devices that nodes offer to pods. */
  allocatable: number;
  /** Of these, held by pods. */
  allocated: number;
  /**
   * Taints that all nodes on offer have: a pod that does not tolerate them
   * gets none of these devices. Absent when there are none.
   */
  taints?: {
    key: string;
    value?: string;
    effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  }[];
}

/**
 * What a cluster and namespace offer now:
 * `GET /targets/:cluster/:namespace`.
 *
 * @public
 */
export interface TargetFacts {
  cluster: string;
  namespace: string;
  /** False when the namespace is not in the cluster; undefined if unreadable. */
  namespaceExists?: boolean;
  queues: TargetQueue[];
  accelerators: TargetAccelerator[];
  source: SourceStatus;
}
