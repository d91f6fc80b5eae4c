import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { Clock } from '../clock/Clock';
import { RESOURCES, apiVersionOf, qualifiedName } from './resources';
import { randomSuffix } from './randomSuffix';
import { StatusError } from './StatusError';
import { Draft, KubeObject, Resource } from './types';

/** One change, in the order of `revision`. */
export interface StoreEvent {
  revision: number;
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  resource: Resource;
  object: KubeObject;
  previous?: KubeObject;
}

export interface KubeStoreSnapshot {
  revision: number;
  objects: KubeObject[];
}

/** Events kept for watches that resume; older ones are answered with 410. */
const HISTORY_LIMIT = 4096;

function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

/**
 * All objects, with one revision counter and a bounded history, as etcd and
 * the watch cache hold them. Synchronous: a change is visible when the call
 * returns.
 */
export class KubeStore {
  readonly #objects = new Map<Resource, Map<string, KubeObject>>(
    RESOURCES.map(resource => [resource, new Map()]),
  );
  readonly #listeners = new Set<(event: StoreEvent) => void>();
  #history: StoreEvent[] = [];
  #revision: number;
  #compacted: number;

  constructor(
    private readonly clock: Clock,
    saved: KubeStoreSnapshot = { revision: 1, objects: [] },
  ) {
    this.#revision = saved.revision;
    this.#compacted = saved.revision;
    for (const object of saved.objects) {
      const resource = RESOURCES.find(
        r => apiVersionOf(r) === object.apiVersion && r.kind === object.kind,
      );
      if (resource) {
        this.#of(resource).set(keyOf(object.metadata), object);
      }
    }
  }

  /** Now, as the objects' metadata writes it. */
  timestamp(): string {
    return this.clock.timestamp();
  }

  get revision(): number {
    return this.#revision;
  }

  /** Watches can resume from here or later. */
  get compactedRevision(): number {
    return this.#compacted;
  }

  list<T extends KubeObject>(resource: Resource<T>, namespace?: string): T[] {
    const all = [...this.#of(resource).values()] as T[];
    return namespace === undefined
      ? all
      : all.filter(o => o.metadata.namespace === namespace);
  }

  find<T extends KubeObject>(
    resource: Resource<T>,
    namespace: string | undefined,
    name: string,
  ): T | undefined {
    const key = keyOf({
      namespace: resource.namespaced ? namespace : undefined,
      name,
    });
    return this.#of(resource).get(key) as T | undefined;
  }

  get<T extends KubeObject>(
    resource: Resource<T>,
    namespace: string | undefined,
    name: string,
  ): T {
    const found = this.find(resource, namespace, name);
    if (!found) {
      throw StatusError.notFound(resource, name);
    }
    return found;
  }

  create<T extends KubeObject>(
    resource: Resource<T>,
    draft: Draft<T>,
    options: { dryRun?: boolean } = {},
  ): T {
    const { metadata } = draft;
    const name =
      metadata.name ?? `${metadata.generateName ?? ''}${randomSuffix(5)}`;
    if (this.find(resource, metadata.namespace, name)) {
      throw StatusError.alreadyExists(resource, name);
    }
    const object = plain({
      ...draft,
      apiVersion: apiVersionOf(resource),
      kind: resource.kind,
      metadata: {
        ...metadata,
        name,
        namespace: resource.namespaced ? metadata.namespace : undefined,
        uid: randomUUID(),
        resourceVersion: '',
        generation: draft.spec ? 1 : undefined,
        creationTimestamp: this.clock.timestamp(),
        deletionTimestamp: undefined,
      },
    }) as unknown as T;
    if (!options.dryRun) {
      this.#commit('ADDED', resource, object);
    }
    return object;
  }

  /**
   * Changes a copy of the object and stores it; nothing happens when the copy
   * is still equal. The generation moves with the spec only.
   */
  modify<T extends KubeObject>(
    resource: Resource<T>,
    target: { metadata: { namespace?: string; name: string } },
    change: (draft: T) => T | void,
    options: { dryRun?: boolean } = {},
  ): T {
    const { namespace, name } = target.metadata;
    const current = this.get(resource, namespace, name);
    const draft = plain(current);
    const object = change(draft) ?? draft;
    const { uid, creationTimestamp, resourceVersion, generation } =
      current.metadata;
    const next: T = plain({
      ...object,
      apiVersion: current.apiVersion,
      kind: current.kind,
      // Identity is the server's: no change can move it.
      metadata: {
        ...object.metadata,
        name,
        namespace: current.metadata.namespace,
        uid,
        creationTimestamp,
        resourceVersion,
        generation,
      },
    });
    if (isDeepStrictEqual(next, current)) {
      return current;
    }
    if (!isDeepStrictEqual(next.spec, current.spec)) {
      next.metadata.generation = (current.metadata.generation ?? 0) + 1;
    }
    if (!options.dryRun) {
      this.#commit('MODIFIED', resource, next, current);
    }
    return next;
  }

  remove(resource: Resource, object: KubeObject): void {
    const current = this.find(
      resource,
      object.metadata.namespace,
      object.metadata.name,
    );
    if (current?.metadata.uid === object.metadata.uid) {
      this.#commit('DELETED', resource, plain(current), current);
    }
  }

  /** Changes after a revision, oldest first. Throws 410 when compacted. */
  since(revision: number): StoreEvent[] {
    if (revision < this.#compacted) {
      throw StatusError.expired(String(revision), this.#compacted);
    }
    return this.#history.filter(event => event.revision > revision);
  }

  subscribe(listener: (event: StoreEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Drops the history, as etcd's compaction does. */
  compact(): void {
    this.#history = [];
    this.#compacted = this.#revision;
  }

  toJSON(): KubeStoreSnapshot {
    return {
      revision: this.#revision,
      objects: RESOURCES.flatMap(resource => this.list(resource)),
    };
  }

  #of(resource: Resource): Map<string, KubeObject> {
    const objects = this.#objects.get(resource);
    if (!objects) {
      throw new Error(`${qualifiedName(resource)} is not served`);
    }
    return objects;
  }

  #commit(
    type: StoreEvent['type'],
    resource: Resource,
    object: KubeObject,
    previous?: KubeObject,
  ): void {
    this.#revision += 1;
    object.metadata.resourceVersion = String(this.#revision);
    const key = keyOf(object.metadata);
    if (type === 'DELETED') {
      this.#of(resource).delete(key);
    } else {
      this.#of(resource).set(key, object);
    }
    const event = {
      revision: this.#revision,
      type,
      resource,
      object,
      previous,
    };
    this.#history.push(event);
    if (this.#history.length > HISTORY_LIMIT) {
      const dropped = this.#history.splice(0, HISTORY_LIMIT / 4);
      this.#compacted = dropped[dropped.length - 1].revision;
    }
    for (const listener of this.#listeners) {
      listener(event);
    }
  }
}

function keyOf(metadata: { namespace?: string; name: string }): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}
