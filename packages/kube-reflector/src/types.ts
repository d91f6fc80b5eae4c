/**
 * A served Kubernetes resource, as discovery names it.
 *
 * @public
 */
export interface ResourceType {
  /** API group; empty for the core group. */
  group: string;
  version: string;
  kind: string;
  /** Lower-case plural, as in the URL. */
  plural: string;
  namespaced: boolean;
}

/**
 * What a reader wants to follow: the newest version that the server serves
 * and that is listed here.
 *
 * @public
 */
export interface ResourceSelector {
  group: string;
  kind: string;
  /** Versions that the projection understands, best first. */
  versions: string[];
}

/** @public */
export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
}

/**
 * The part of every object that the store needs for its indexes. A projection
 * returns this and what else its reader needs; the full object is not kept.
 *
 * @public
 */
export interface StoredObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    uid: string;
    resourceVersion: string;
    generation?: number;
    creationTimestamp: string;
    deletionTimestamp?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    ownerReferences?: OwnerReference[];
  };
}

/**
 * State of following one resource in one cluster.
 *
 * - `syncing`: the first full state is not in yet.
 * - `live`: following; every bookmark or event moves `observedAt`.
 * - `stale`: was live, is reconnecting; the store holds last known objects.
 * - `denied`: the server says 401 or 403.
 * - `absent`: the server does not serve it.
 *
 * @public
 */
export interface ReflectorStatus {
  state: 'syncing' | 'live' | 'stale' | 'denied' | 'absent';
  /** When the server last confirmed the state, Unix ms. */
  observedAt?: number;
  error?: string;
}

/**
 * One change of a store. A delete and recreate under the same name is a
 * `deleted` of the old uid and an `added` of the new one.
 *
 * @public
 */
export interface Delta<T extends StoredObject> {
  type: 'added' | 'modified' | 'deleted';
  object: T;
}
