import { setTimeout as sleep } from 'node:timers/promises';
import { callListener } from '../callListener';
import { discoverEach } from '../discovery/discover';
import { Backoff } from '../reflector/Backoff';
import { ReflectorMetrics } from '../reflector/ReflectorMetrics';
import {
  ReflectorOptions,
  resolveReflectorOptions,
} from '../reflector/ReflectorOptions';
import { Store } from '../store/Store';
import { KubeTransport } from '../transport/KubeTransport';
import { ReflectorStatus, ResourceSelector, StoredObject } from '../types';
import { FollowedKind } from './FollowedKind';
import { OwnerGraph } from './OwnerGraph';
import { worstStatus } from './worstStatus';

/**
 * What to follow in a cluster.
 *
 * @public
 */
export interface ClusterReflectorOptions {
  transport: KubeTransport;
  selectors: {
    selector: ResourceSelector;
    /** See {@link Reflector}. */
    project: (raw: unknown) => StoredObject | undefined;
  }[];
  /**
   * Follow these namespaces only, with one list and watch each, for tokens that
   * may not list cluster-wide. Cluster-scoped kinds are followed as always.
   */
  namespaces?: string[];
  /** Between two looks at which kinds and versions are served, ms; 60,000 unless told. */
  discoveryIntervalMs?: number;
  /** Labels by whose value objects can be looked up. */
  indexedLabels?: string[];
  /** Timings of every reflector. */
  reflector?: ReflectorOptions;
}

/**
 * Follows many kinds of one cluster. Each stands alone: one that is forbidden,
 * absent or broken does not stop the others. CRDs that come, go or change their
 * served version are noticed at the next look.
 *
 * @public
 */
export class ClusterReflector {
  readonly #options: ClusterReflectorOptions;
  readonly #kinds: FollowedKind[];
  readonly #owners: OwnerGraph;
  readonly #listeners = new Set<() => void>();
  readonly #stop = new AbortController();
  #loop: Promise<void> | undefined;
  #unsubscribe: (() => void)[] = [];
  #notifying = false;

  constructor(options: ClusterReflectorOptions) {
    this.#options = options;
    this.#kinds = options.selectors.map(
      ({ selector, project }) =>
        new FollowedKind({
          transport: options.transport,
          selector,
          project,
          namespaces: options.namespaces ?? [undefined],
          indexedLabels: options.indexedLabels ?? [],
          reflector: options.reflector,
          onStatus: () => this.#notify(),
        }),
    );
    this.#owners = new OwnerGraph(() => this.#kinds.map(({ store }) => store));
  }

  /** Begins to follow; does nothing when begun or stopped. */
  start(): void {
    if (!this.#loop) {
      this.#unsubscribe = this.#kinds.map(({ store }) =>
        store.subscribe(() => this.#notify()),
      );
      this.#loop = this.#run();
    }
  }

  /**
   * Ends it for good; resolves once its connections, and the idle ones of the
   * transport, are closed.
   */
  async stop(): Promise<void> {
    this.#stop.abort(new Error('The cluster reflector is stopped'));
    await this.#loop;
    await Promise.all(this.#kinds.map(kind => kind.stop()));
    for (const unsubscribe of this.#unsubscribe.splice(0)) {
      unsubscribe();
    }
    await this.#options.transport.closeIdle?.();
  }

  /**
   * The store of a kind, from the beginning and for good, served or not; undefined
   * for a kind that no selector names. `T` is what its projection returns.
   */
  store<T extends StoredObject = StoredObject>(
    group: string,
    kind: string,
  ): Store<T> | undefined {
    const followed = this.#kinds.find(
      ({ selector }) => selector.group === group && selector.kind === kind,
    );
    // The caller of the constructor decided what this kind projects to.
    return followed?.store as Store<T> | undefined;
  }

  /** By kind and group: `RayCluster.ray.io`, and `Pod` for the core group. */
  statuses(): Record<string, ReflectorStatus> {
    return this.#byKind(({ status }) => status);
  }

  /** By kind and group, one set of counters for each namespace followed. */
  metrics(): Record<string, ReflectorMetrics[]> {
    return this.#byKind(({ metrics }) => metrics);
  }

  /**
   * The worst state of any kind that is served, with the oldest observation:
   * `denied` for one forbidden kind among many, `absent` when none is served.
   */
  status(): ReflectorStatus {
    return worstStatus(this.#kinds.map(({ status }) => status));
  }

  /**
   * Calls the listener after objects or states have changed, once a turn of the
   * event loop at most.
   *
   * @returns a function that ends the subscription
   */
  subscribe(listener: () => void): () => void {
    const entry = () => listener();
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  /**
   * The top of an object's chain of owners, so far as it leads through followed
   * kinds; the object itself when it has no owner among them.
   */
  topOwner(object: StoredObject): StoredObject {
    return this.#owners.topOwner(object);
  }

  /** Every object of a followed kind below this one, the nearest first. */
  descendants(object: StoredObject): StoredObject[] {
    return this.#owners.descendants(object);
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    const backoff = new Backoff(
      resolveReflectorOptions(this.#options.reflector).backoff,
    );
    while (!signal.aborted) {
      let waitMs = this.#options.discoveryIntervalMs ?? 60_000;
      try {
        await this.#discover(signal);
        backoff.reset();
      } catch (error) {
        if (!signal.aborted) {
          this.#kinds.forEach(kind => kind.failed(error));
          waitMs = Math.min(waitMs, backoff.next());
        }
      }
      await sleep(waitMs, undefined, { signal }).catch(() => {});
    }
  }

  async #discover(signal: AbortSignal): Promise<void> {
    const found = await discoverEach(
      this.#options.transport,
      this.#kinds.map(({ selector }) => selector),
      signal,
    );
    signal.throwIfAborted();
    await Promise.all(this.#kinds.map((kind, i) => kind.take(found[i])));
  }

  #byKind<V>(value: (kind: FollowedKind) => V): Record<string, V> {
    return Object.fromEntries(
      this.#kinds.map(followed => {
        const { kind, group } = followed.selector;
        return [group ? `${kind}.${group}` : kind, value(followed)];
      }),
    );
  }

  #notify(): void {
    if (this.#notifying) {
      return;
    }
    this.#notifying = true;
    setImmediate(() => {
      this.#notifying = false;
      for (const listener of [...this.#listeners]) {
        callListener(listener);
      }
    });
  }
}
