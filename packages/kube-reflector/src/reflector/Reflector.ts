import { setTimeout as sleep } from 'node:timers/promises';
import { ProtocolError } from '../parse/ProtocolError';
import { KubeTransport } from '../transport/KubeTransport';
import { ReflectorStatus, ResourceType, StoredObject } from '../types';
import {
  describeFault,
  faultKind,
  lacksWatchList,
  RewoundError,
  WatchListUnsupportedError,
} from './faults';
import { confirmAbsence } from './confirmAbsence';
import { isOlderVersion } from './isOlderVersion';
import { KubeApiError } from './KubeApiError';
import { ListWatch } from './ListWatch';
import { WatchEvent } from './readWatch';
import { ReconnectPace } from './ReconnectPace';
import { newReflectorMetrics, ReflectorMetrics } from './ReflectorMetrics';
import {
  ResolvedReflectorOptions,
  resolveReflectorOptions,
} from './ReflectorOptions';
import { ReflectorParameters } from './ReflectorParameters';
import { ReflectorState } from './ReflectorState';
import { StoreWriter } from './StoreWriter';

/**
 * Keeps a {@link Store} equal to one resource of one cluster, through whatever
 * happens to the connection or the server.
 *
 * It reads the full state once, then follows changes, and after any interruption
 * goes on from the last version that it took in. A full state is read again only
 * when the server no longer has that version (410), or when its versions have
 * gone back, as after a restored backup.
 *
 * @public
 */
export class Reflector<T extends StoredObject> {
  readonly resource: ResourceType;
  readonly namespace?: string;
  readonly #transport: KubeTransport;
  readonly #options: ResolvedReflectorOptions;
  readonly #metrics = newReflectorMetrics();
  readonly #listWatch: ListWatch;
  readonly #writer: StoreWriter<T>;
  readonly #pace: ReconnectPace;
  readonly #state: ReflectorState;
  readonly #stop = new AbortController();
  #loop: Promise<void> | undefined;
  /** Where to go on from; undefined when a full state has to be read. */
  #resourceVersion: string | undefined;
  #watchList: boolean;

  constructor(options: ReflectorParameters<T>) {
    const { transport, resource, store, project } = options;
    this.resource = resource;
    this.namespace = resource.namespaced ? options.namespace : undefined;
    this.#transport = transport;
    this.#options = resolveReflectorOptions(options.options);
    this.#watchList = this.#options.watchList;
    this.#pace = new ReconnectPace(this.#options);
    this.#state = new ReflectorState(options.onStatus);
    const shared = {
      resource,
      namespace: this.namespace,
      metrics: this.#metrics,
    };
    this.#writer = new StoreWriter({ ...shared, store, project });
    this.#listWatch = new ListWatch({
      ...shared,
      transport,
      options: this.#options,
    });
  }

  get status(): ReflectorStatus {
    return this.#state.status;
  }

  get metrics(): ReflectorMetrics {
    return structuredClone(this.#metrics);
  }

  /** Begins to follow; does nothing when begun or stopped. */
  start(): void {
    this.#loop ??= this.#run();
  }

  /**
   * Ends it for good; resolves once its connections are closed. The store keeps
   * what it has.
   */
  async stop(): Promise<void> {
    const stopped = new Error('The reflector is stopped');
    this.#stop.abort(stopped);
    this.#state.stop(stopped);
    await this.#loop;
  }

  /**
   * Resolves once the first full state is in the store.
   *
   * @throws Error when stopped before
   */
  synced(): Promise<void> {
    return this.#state.synced();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      this.#pace.begin();
      let waitMs: number;
      try {
        await this.#attempt(signal);
        waitMs = this.#afterEnd();
      } catch (error) {
        waitMs = signal.aborted ? 0 : await this.#afterFault(error, signal);
      }
      if (waitMs > 0) {
        await sleep(waitMs, undefined, { signal }).catch(() => {});
      }
    }
  }

  /** One connection's life: returns when the server ended the watch in good order. */
  async #attempt(signal: AbortSignal): Promise<void> {
    if (this.#resourceVersion !== undefined) {
      await this.#checkNotRewound(signal, this.#resourceVersion);
      await this.#follow(signal, this.#resourceVersion);
    } else if (!this.#watchList || !(await this.#streamAll(signal))) {
      await this.#follow(signal, await this.#listAll(signal));
    }
  }

  /**
   * A server that was restored from a backup accepts a version that it has not
   * reached yet and then stays silent until it has: changes before are lost.
   */
  async #checkNotRewound(signal: AbortSignal, ours: string): Promise<void> {
    const current = await this.#listWatch.currentVersion(signal);
    if (isOlderVersion(current, ours)) {
      throw new RewoundError(`The server is at ${current}, behind ${ours}`);
    }
  }

  #follow(signal: AbortSignal, resourceVersion: string): Promise<void> {
    return this.#listWatch.watch(
      signal,
      { resourceVersion },
      {
        open: () => {
          this.#pace.opened();
          this.#state.live();
        },
        event: event => this.#apply(event),
        silenceMs: () => this.#options.inactivityMs,
      },
    );
  }

  async #listAll(signal: AbortSignal): Promise<string> {
    const resourceVersion = await this.#listWatch.list(signal, {
      begin: () => this.#writer.begin(),
      item: raw => this.#writer.write(raw),
    });
    this.#completeState(resourceVersion);
    return resourceVersion;
  }

  /**
   * Reads the full state as a stream and follows on it (KEP-3157).
   *
   * @returns false when the server does not do that
   */
  async #streamAll(signal: AbortSignal): Promise<boolean> {
    const syncing = () => this.#resourceVersion === undefined;
    const { initialEventsMs, inactivityMs } = this.#options;
    this.#writer.begin();
    try {
      await this.#listWatch.watch(
        signal,
        { sendInitialEvents: 'true', resourceVersionMatch: 'NotOlderThan' },
        {
          open: () => this.#pace.opened(),
          event: event =>
            syncing() ? this.#applyInitial(event) : this.#apply(event),
          silenceMs: () =>
            syncing() && this.#pace.isOpen ? initialEventsMs : inactivityMs,
        },
      );
    } catch (error) {
      if (
        !syncing() ||
        signal.aborted ||
        !lacksWatchList(error, this.#pace.isOpen)
      ) {
        throw error;
      }
      this.#watchList = false;
      return false;
    }
    if (syncing()) {
      throw new ProtocolError('The stream ended within the initial state');
    }
    return true;
  }

  #applyInitial(event: WatchEvent): void {
    if (event.endsInitialEvents) {
      this.#metrics.bookmarks += 1;
      this.#completeState(event.resourceVersion);
    } else if (event.type === 'BOOKMARK') {
      throw new WatchListUnsupportedError('The initial state has no end');
    } else if (event.type === 'DELETED') {
      this.#writer.delete(event.object);
    } else {
      this.#writer.write(event.object);
    }
  }

  #apply(event: WatchEvent): void {
    const { type, object, resourceVersion } = event;
    if (isOlderVersion(resourceVersion, this.#resourceVersion ?? '')) {
      throw new RewoundError('An event is older than the one before');
    }
    if (type === 'BOOKMARK') {
      this.#metrics.bookmarks += 1;
    } else {
      this.#metrics.events += 1;
      if (type === 'DELETED') {
        this.#writer.delete(object);
      } else {
        this.#writer.write(object);
      }
    }
    this.#resourceVersion = resourceVersion;
    this.#state.observed();
  }

  #completeState(resourceVersion: string): void {
    this.#writer.finish();
    this.#metrics.lists += 1;
    if (this.#metrics.lists > 1) {
      this.#metrics.relists += 1;
    }
    this.#resourceVersion = resourceVersion;
    this.#state.completed();
  }

  /** @returns how long to wait before the next attempt, ms */
  #afterEnd(): number {
    const waitMs = this.#pace.afterEnd();
    if (waitMs > 0) {
      this.#state.failed('The server ended the watch at once');
    }
    return waitMs;
  }

  async #afterFault(error: unknown, signal: AbortSignal): Promise<number> {
    const kind = faultKind(error);
    this.#metrics.errors[kind] += 1;
    if (kind === 'denied') {
      this.#state.denied(describeFault(error));
      return this.#pace.slowly();
    }
    if (
      kind === 'absent' &&
      (await confirmAbsence(this.#transport, this.resource, signal))
    ) {
      this.#resourceVersion = undefined;
      this.#writer.clear();
      this.#state.absent();
      return this.#pace.slowly();
    }
    if (kind === 'expired' || kind === 'rewound' || kind === 'rejected') {
      this.#resourceVersion = undefined;
    }
    this.#state.failed(describeFault(error));
    return this.#pace.afterFault(
      error instanceof KubeApiError ? error.retryAfterMs : undefined,
    );
  }
}
