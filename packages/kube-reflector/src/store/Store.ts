import { isDeepStrictEqual } from 'node:util';
import { callListener } from '../callListener';
import { Delta, StoredObject } from '../types';
import { MultiMap } from './MultiMap';
import { NameIndex } from './NameIndex';

/**
 * An index of a {@link Store} and what its values are:
 *
 * - `namespace`: a namespace; empty for cluster-scoped objects
 * - `owner`: the uid of any owner
 * - `label:<key>`: the value of a label that the store was told to index
 *
 * @public
 */
export type StoreIndex = 'namespace' | 'owner' | `label:${string}`;

/**
 * The objects of one kind in one cluster, by uid, with indexes. A
 * {@link Reflector} writes it; everyone else reads and subscribes. The objects
 * are shared between readers: do not change them.
 *
 * @public
 */
export class Store<T extends StoredObject = StoredObject> {
  readonly #objects = new Map<string, T>();
  readonly #names = new NameIndex();
  readonly #owners = new MultiMap();
  readonly #labels: Map<string, MultiMap>;
  readonly #listeners = new Set<(deltas: Delta<T>[]) => void>();
  #pending: Delta<T>[] = [];

  constructor(options?: { indexedLabels?: string[] }) {
    this.#labels = new Map(
      (options?.indexedLabels ?? []).map(key => [key, new MultiMap()]),
    );
  }

  get size(): number {
    return this.#objects.size;
  }

  get(uid: string): T | undefined {
    return this.#objects.get(uid);
  }

  /** @param namespace - undefined for cluster-scoped objects */
  getByName(namespace: string | undefined, name: string): T | undefined {
    const uid = this.#names.uid(namespace, name);
    return uid === undefined ? undefined : this.#objects.get(uid);
  }

  /** All objects, or those of one namespace. */
  list(namespace?: string): T[] {
    return namespace === undefined
      ? [...this.#objects.values()]
      : this.#resolve(this.#names.uids(namespace));
  }

  /** @throws RangeError for a label that is not indexed */
  byIndex(index: StoreIndex, value: string): T[] {
    if (index === 'namespace') {
      return this.list(value);
    }
    if (index === 'owner') {
      return this.#resolve(this.#owners.get(value));
    }
    const labels = this.#labels.get(index.slice('label:'.length));
    if (!labels) {
      throw new RangeError(`The store has no index '${index}'`);
    }
    return this.#resolve(labels.get(value));
  }

  /**
   * Calls the listener with the changes of each turn of the event loop, in
   * their order; the store is already at its newest state then. A listener that
   * throws keeps nothing from the others; its error becomes an uncaught
   * exception, as with `EventTarget`.
   *
   * @returns a function that ends the subscription
   */
  subscribe(listener: (deltas: Delta<T>[]) => void): () => void {
    // Wrapped, so that the same function can subscribe twice.
    const entry = (deltas: Delta<T>[]) => listener(deltas);
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  /**
   * Adds or replaces an object. Another object under the same name is deleted
   * first: it was recreated while nobody looked. An unchanged version is not
   * announced again.
   *
   * @param options - `compareContent` looks closer at an unchanged version: after
   *   a restored backup the server may have used it for something else
   */
  set(object: T, options?: { compareContent?: boolean }): void {
    const { uid, namespace, name } = object.metadata;
    const previous = this.#objects.get(uid);
    if (previous) {
      if (isUnchanged(previous, object, options?.compareContent ?? false)) {
        return;
      }
      this.#unindex(previous);
    } else {
      const namesake = this.#names.uid(namespace, name);
      if (namesake !== undefined) {
        this.delete(namesake);
      }
    }
    this.#objects.set(uid, object);
    this.#index(object);
    this.#announce({ type: previous ? 'modified' : 'added', object });
  }

  /** Removes an object; the delta carries its last known state. */
  delete(uid: string): void {
    const object = this.#objects.get(uid);
    if (object) {
      this.#objects.delete(uid);
      this.#unindex(object);
      this.#announce({ type: 'deleted', object });
    }
  }

  #resolve(uids: Iterable<string>): T[] {
    const found: T[] = [];
    for (const uid of uids) {
      const object = this.#objects.get(uid);
      if (object) {
        found.push(object);
      }
    }
    return found;
  }

  #index({ metadata }: T): void {
    const { uid, labels, ownerReferences } = metadata;
    this.#names.add(metadata.namespace, metadata.name, uid);
    for (const owner of ownerReferences ?? []) {
      this.#owners.add(owner.uid, uid);
    }
    for (const [key, uids] of this.#labels) {
      const value = labels?.[key];
      if (value !== undefined) {
        uids.add(value, uid);
      }
    }
  }

  #unindex({ metadata }: T): void {
    const { uid, labels, ownerReferences } = metadata;
    this.#names.delete(metadata.namespace, metadata.name, uid);
    for (const owner of ownerReferences ?? []) {
      this.#owners.delete(owner.uid, uid);
    }
    for (const [key, uids] of this.#labels) {
      const value = labels?.[key];
      if (value !== undefined) {
        uids.delete(value, uid);
      }
    }
  }

  #announce(delta: Delta<T>): void {
    if (this.#listeners.size === 0) {
      return;
    }
    if (this.#pending.push(delta) === 1) {
      setImmediate(() => this.#flush());
    }
  }

  #flush(): void {
    const deltas = this.#pending;
    this.#pending = [];
    for (const listener of [...this.#listeners]) {
      callListener(() => listener(deltas));
    }
  }
}

function isUnchanged(
  previous: StoredObject,
  next: StoredObject,
  compareContent: boolean,
): boolean {
  return (
    previous.metadata.resourceVersion === next.metadata.resourceVersion &&
    // The same object reads otherwise in another version of its API.
    previous.apiVersion === next.apiVersion &&
    (!compareContent || isDeepStrictEqual(previous, next))
  );
}
