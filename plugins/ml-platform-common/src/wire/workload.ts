import { Verdict } from '../health';
import { ExternalLink } from './source';

/**
 * How one pod stands, for its cell in the grid.
 *
 * @public
 */
export type PodState =
  | 'running'
  | 'starting'
  | 'pending'
  | 'failed'
  | 'succeeded'
  | 'terminating';

/** @public */
export interface WorkloadPod {
  name: string;
  uid: string;
  state: PodState;
  /** The kubelet's or scheduler's reason, such as `ImagePullBackOff`. */
  reason?: string;
  message?: string;
  node?: string;
  /** Sum of container restarts. */
  restarts: number;
  /** ISO 8601. */
  startedAt?: string;
  /** Requested extended resources, such as `{"nvidia.com/gpu": 8}`; counts. */
  accelerators: Record<string, number>;
}

/**
 * Pods of one role: a Ray head, a worker group. Counts are pods.
 *
 * @public
 */
export interface WorkloadGroup {
  name: string;
  role: 'head' | 'worker' | 'submitter' | 'other';
  desired: number;
  ready: number;
  /** Autoscaling bounds, where there are any. */
  min?: number;
  max?: number;
  pods: WorkloadPod[];
}

/**
 * A Kubernetes event, folded: same reason and object count up.
 *
 * @public
 */
export interface WorkloadEvent {
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
  /** As `Kind/name`. */
  object: string;
  count: number;
  /** ISO 8601. */
  lastSeen: string;
}

/**
 * How the workload got from Git to the cluster.
 *
 * @public
 */
export interface Delivery {
  tool: 'argocd' | 'flux';
  /** Name of the Application or Kustomization. */
  name: string;
  sync: 'synced' | 'out-of-sync' | 'unknown';
  /** The tool's own health word. */
  health?: string;
  /** Git commit that is applied, full hash. */
  revision?: string;
  /** ISO 8601. */
  syncedAt?: string;
  message?: string;
}

/**
 * One top-level ML object in a cluster, with its pods and verdict.
 *
 * @public
 */
export interface Workload {
  uid: string;
  /** Id of the system that judged it: `ray`, `kubeflow`. */
  system: string;
  cluster: string;
  namespace: string;
  apiVersion: string;
  kind: string;
  name: string;
  /** Entity that the object says it belongs to. */
  entityRef?: string;
  createdAt: string;
  startedAt?: string;
  finishedAt?: string;
  verdict: Verdict;
  /** Local queue that admits it, if any. */
  queue?: string;
  /**
   * Owner of its entity, a full entity ref: the entity's own, or by `tenancy`
   * that of the namespace. Absent when neither is known to the caller.
   */
  owner?: string;
  /**
   * Devices that it asks for, by resource, such as `{"nvidia.com/gpu": 16}`:
   * of all its pods at their wanted number, also while it waits and has none.
   * Absent when it asks for none or has ended.
   */
  requested?: Record<string, number>;
  groups: WorkloadGroup[];
  events: WorkloadEvent[];
  delivery?: Delivery;
  /** Template that rendered it. */
  template?: { name: string; version?: string };
  /** Facts of the system worth a row: entrypoint, image, Ray version. */
  details: { label: string; value: string }[];
  links: ExternalLink[];
}
