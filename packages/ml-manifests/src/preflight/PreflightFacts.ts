import { Toleration } from '../accelerators';

/** A node taint. @public */
export interface Taint {
  key: string;
  value?: string;
  effect: NonNullable<Toleration['effect']>;
}

/**
 * What a cluster and namespace offer now. The portal's target facts have this
 * shape.
 *
 * @public
 */
export interface PreflightFacts {
  /** Undefined when it could not be read. */
  namespaceExists?: boolean;
  queues: { name: string; active: boolean }[];
  accelerators: {
    resource: string;
    /** Value of the node label `nvidia.com/gpu.product`. */
    product?: string;
    /** Devices that nodes offer. */
    allocatable: number;
    /** Of these, held by pods. */
    allocated: number;
    /** Taints of the nodes that carry it, where they are known. */
    taints?: Taint[];
  }[];
  /** How current the facts are. */
  source: {
    state: 'live' | 'stale' | 'unavailable';
    /** ISO 8601. */
    observedAt?: string;
    error?: string;
  };
}
