import { isDeepStrictEqual } from 'node:util';
import { Discovery } from '../discovery/discover';
import { describeFault, faultKind } from '../reflector/faults';
import { Reflector } from '../reflector/Reflector';
import { ReflectorMetrics } from '../reflector/ReflectorMetrics';
import { ReflectorOptions } from '../reflector/ReflectorOptions';
import { Store } from '../store/Store';
import { KubeTransport } from '../transport/KubeTransport';
import {
  ReflectorStatus,
  ResourceSelector,
  ResourceType,
  StoredObject,
} from '../types';
import { worstStatus } from './worstStatus';

export interface FollowedKindOptions {
  transport: KubeTransport;
  selector: ResourceSelector;
  project: (raw: unknown) => StoredObject | undefined;
  namespaces: (string | undefined)[];
  indexedLabels: string[];
  reflector?: ReflectorOptions;
  onStatus: () => void;
}

/**
 * One kind of one cluster, whichever version is served at the moment. Its store
 * outlives the reflectors that fill it.
 */
export class FollowedKind {
  readonly selector: ResourceSelector;
  readonly store: Store;
  readonly #options: FollowedKindOptions;
  #resource: ResourceType | undefined;
  #reflectors: Reflector<StoredObject>[] = [];
  /** What discovery says, while nothing is followed. */
  #status: ReflectorStatus = { state: 'syncing' };

  constructor(options: FollowedKindOptions) {
    this.selector = options.selector;
    this.store = new Store({ indexedLabels: options.indexedLabels });
    this.#options = options;
  }

  get status(): ReflectorStatus {
    if (this.#reflectors.length === 0) {
      return { ...this.#status };
    }
    const status = worstStatus(this.#reflectors.map(each => each.status));
    const { observedAt } = this.#status;
    // After a change of version the store still holds what was known before.
    return status.state === 'syncing' && observedAt !== undefined
      ? { ...status, state: 'stale', observedAt }
      : status;
  }

  get metrics(): ReflectorMetrics[] {
    return this.#reflectors.map(({ metrics }) => metrics);
  }

  /** Follows what discovery found, from now on. */
  async take(discovery: Discovery): Promise<void> {
    if (discovery.error !== undefined) {
      this.failed(discovery.error);
      return;
    }
    const { resource } = discovery;
    if (!resource) {
      await this.#leave({ state: 'absent', observedAt: Date.now() });
    } else if (!isDeepStrictEqual(resource, this.#resource)) {
      const { observedAt } = this.status;
      await this.#stopReflectors();
      const wasAbsent = this.#status.state === 'absent';
      this.#status = {
        state: 'syncing',
        observedAt: wasAbsent ? undefined : observedAt,
      };
      this.#follow(resource);
    }
  }

  /** Discovery failed: what is followed goes on; what is not says why. */
  failed(error: unknown): void {
    const { state, observedAt } = this.#status;
    const before = state === 'denied' ? 'syncing' : state;
    this.#status = {
      state: faultKind(error) === 'denied' ? 'denied' : before,
      observedAt,
      error: describeFault(error),
    };
    this.#options.onStatus();
  }

  async stop(): Promise<void> {
    await this.#stopReflectors();
  }

  async #leave(status: ReflectorStatus): Promise<void> {
    await this.#stopReflectors();
    this.#resource = undefined;
    this.#status = status;
    for (const { metadata } of this.store.list()) {
      this.store.delete(metadata.uid);
    }
    this.#options.onStatus();
  }

  #follow(resource: ResourceType): void {
    const { transport, project, reflector, onStatus } = this.#options;
    const namespaces = resource.namespaced
      ? this.#options.namespaces
      : [undefined];
    this.#resource = resource;
    this.#reflectors = namespaces.map(
      namespace =>
        new Reflector({
          transport,
          resource,
          namespace,
          store: this.store,
          project,
          options: reflector,
          onStatus,
        }),
    );
    for (const each of this.#reflectors) {
      each.start();
    }
    onStatus();
  }

  async #stopReflectors(): Promise<void> {
    await Promise.all(this.#reflectors.map(each => each.stop()));
    this.#reflectors = [];
  }
}
