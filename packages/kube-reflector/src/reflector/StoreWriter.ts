import { isRecord } from '../parse/isRecord';
import { Store } from '../store/Store';
import { ResourceType, StoredObject } from '../types';
import { ReflectorMetrics } from './ReflectorMetrics';

export interface StoreWriterOptions<T extends StoredObject> {
  store: Store<T>;
  resource: ResourceType;
  /** What the writer answers for; the whole store without it. */
  namespace?: string;
  project: (raw: unknown) => T | undefined;
  metrics: ReflectorMetrics;
}

/** Takes the server's objects, projects them and writes them to the store. */
export class StoreWriter<T extends StoredObject> {
  readonly #options: StoreWriterOptions<T>;
  readonly #apiVersion: string;
  #seen: Set<string> | undefined;

  constructor(options: StoreWriterOptions<T>) {
    const { group, version } = options.resource;
    this.#options = options;
    this.#apiVersion = group ? `${group}/${version}` : version;
  }

  /**
   * Begins a full state; objects are written as they come. What an earlier,
   * unfinished one saw does not count.
   */
  begin(): void {
    this.#seen = new Set();
  }

  /** Ends a full state: what it did not contain is gone. */
  finish(): void {
    const seen = this.#seen;
    if (seen) {
      this.#seen = undefined;
      this.#deleteAllBut(seen);
    }
  }

  clear(): void {
    this.#deleteAllBut(new Set());
  }

  write(raw: Record<string, unknown>): void {
    const { store, project, resource, metrics } = this.#options;
    const uid = uidOf(raw);
    if (uid === undefined) {
      metrics.projectionErrors += 1;
      return;
    }
    // Items of a LIST of built-in kinds do not say what they are.
    raw.apiVersion ??= this.#apiVersion;
    raw.kind ??= resource.kind;
    let object: T | undefined;
    try {
      object = project(raw);
    } catch {
      // The last state that could be read stays, also over a full state.
      metrics.projectionErrors += 1;
      this.#seen?.add(uid);
      return;
    }
    if (object) {
      this.#seen?.add(uid);
      store.set(object, { compareContent: this.#seen !== undefined });
    } else {
      this.#seen?.delete(uid);
      store.delete(uid);
    }
  }

  delete(raw: Record<string, unknown>): void {
    const uid = uidOf(raw);
    if (uid !== undefined) {
      this.#seen?.delete(uid);
      this.#options.store.delete(uid);
    }
  }

  #deleteAllBut(seen: Set<string>): void {
    const { store, namespace } = this.#options;
    for (const { metadata } of store.list(namespace)) {
      if (!seen.has(metadata.uid)) {
        store.delete(metadata.uid);
      }
    }
  }
}

function uidOf(raw: Record<string, unknown>): string | undefined {
  const uid = isRecord(raw.metadata) ? raw.metadata.uid : undefined;
  return typeof uid === 'string' && uid !== '' ? uid : undefined;
}
