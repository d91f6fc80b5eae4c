import { ResourceSelector, StoredObject } from '@callboard/kube-reflector';
import {
  ExternalLink,
  Reason,
  WorkloadGroup,
  Verdict,
  WorkloadEvent,
  WorkloadPod,
} from '@callboard/plugin-ml-platform-common';

/**
 * A raw Kubernetes object, as the API server sends it. Parse what you read:
 * upstreams add and drop fields.
 *
 * @public
 */
export type KubeObject = StoredObject & { [field: string]: unknown };

/**
 * What a workload is judged on: everything below it in the owner chain, and
 * what else decides about it.
 *
 * @public
 */
export interface WorkloadContext<T extends StoredObject = StoredObject> {
  object: T;
  /** All objects that it owns, directly or not, of the kinds followed. */
  descendants: StoredObject[];
  /** Its pods, by owner chain, already judged. */
  pods: { pod: StoredObject; view: WorkloadPod; reasons: Reason[] }[];
  /** Folded events of the object and of what it owns, newest first. */
  events: WorkloadEvent[];
  /**
   * Reasons from its Kueue Workload, most specific first; absent when Kueue
   * does not manage it. `admitted` tells whether it holds quota, `blocked`
   * that waiting alone will not get it any.
   */
  queueing?: {
    queue: string;
    admitted: boolean;
    blocked?: boolean;
    reasons: Reason[];
  };
  /** Unix ms; a parameter so that verdicts are pure. */
  now: number;
  /** When the cluster last confirmed this state, ISO 8601. */
  observedAt: string;
}

/**
 * What a system makes of one object.
 *
 * @public
 */
export interface WorkloadReading {
  verdict: Verdict;
  groups: WorkloadGroup[];
  /**
   * Devices that all its pods together ask for, by resource, read from the
   * pod templates; when absent, those of the pods that exist are counted.
   */
  requested?: Record<string, number>;
  startedAt?: string;
  finishedAt?: string;
  details: { label: string; value: string }[];
  links: ExternalLink[];
}

/**
 * One kind of workload that a system understands.
 *
 * @public
 */
export interface WorkloadKind<T extends StoredObject = StoredObject> {
  resource: ResourceSelector;
  /**
   * Keeps what `read` needs and drops the rest. A field that is not there is
   * absent in the result; an object that this throws for shows as unknown.
   */
  project(object: KubeObject): T;
  /**
   * Pure: verdict, groups and facts of one object. One that this throws for
   * shows as unknown; others are not affected.
   */
  read(context: WorkloadContext<T>): WorkloadReading;
}

/**
 * A system whose workloads the portal shows: Ray, Kubeflow Trainer, KServe.
 * Add your own through {@link mlSystemsExtensionPoint}.
 *
 * @public
 */
export interface MlSystem {
  /** Lower-case, unique: `ray`. */
  id: string;
  title: string;
  workloadKinds: WorkloadKind[];
}
