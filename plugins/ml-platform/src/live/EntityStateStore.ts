import { CompoundEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import { EntityState } from '@callboard/plugin-ml-platform-common';
import { MlPlatformApi } from '../api';
import { statusOf } from '../api/parse';
import { backoffMs, delay } from './backoff';

/** A connection that held this long was a good one: back off from the start. */
const STEADY_MS = 10_000;

/**
 * - `loading`: nothing has been read yet.
 * - `live`: changes arrive as they happen.
 * - `reconnecting`: what is shown is the last known; trying again.
 * - `error`: refused (no permission, no such entity); not trying again.
 */
export type LiveStatus = 'loading' | 'live' | 'reconnecting' | 'error';

export interface EntityStateSnapshot {
  status: LiveStatus;
  /** The last known state; kept through errors. */
  state?: EntityState;
  /** Why it is not live. */
  error?: Error;
  /** When the backend last gave a sign of life, Unix ms. */
  heardAt?: number;
}

/**
 * The state of one entity, kept up to date by one request and one stream for
 * however many components listen. Runs while somebody listens and the page is
 * visible.
 */
export class EntityStateStore {
  readonly #api: MlPlatformApi;
  readonly #entityRef: CompoundEntityRef;
  readonly #listeners = new Set<(snapshot: EntityStateSnapshot) => void>();
  #snapshot: EntityStateSnapshot = { status: 'loading' };
  #lastEventId: string | undefined;
  #run: AbortController | undefined;
  #refused = false;

  constructor(api: MlPlatformApi, entityRef: CompoundEntityRef) {
    this.#api = api;
    this.#entityRef = entityRef;
  }

  getSnapshot(): EntityStateSnapshot {
    return this.#snapshot;
  }

  subscribe(listener: (snapshot: EntityStateSnapshot) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  start() {
    document.addEventListener('visibilitychange', this.#onVisibility);
    this.#onVisibility();
  }

  stop() {
    document.removeEventListener('visibilitychange', this.#onVisibility);
    this.#pause();
  }

  /** Tries again at once, also after a refusal. */
  readonly retry = () => {
    this.#pause();
    this.#refused = false;
    this.#onVisibility();
  };

  readonly #onVisibility = () => {
    if (document.visibilityState === 'hidden') {
      this.#pause();
    } else if (!this.#run && !this.#refused) {
      this.#run = new AbortController();
      this.#keepUp(this.#run.signal);
    }
  };

  #pause() {
    this.#run?.abort();
    this.#run = undefined;
  }

  async #keepUp(signal: AbortSignal) {
    for (let attempt = 0; !signal.aborted; attempt++) {
      const startedAt = Date.now();
      try {
        await this.#readOnce(signal);
        this.#publish(signal, { status: 'reconnecting' });
      } catch (e) {
        const error = toError(e);
        if (isRefusal(error)) {
          this.#refused = !signal.aborted;
          this.#publish(signal, { status: 'error', error });
          return;
        }
        this.#publish(signal, { status: 'reconnecting', error });
      }
      if (Date.now() - startedAt > STEADY_MS) {
        attempt = 0;
      }
      await delay(backoffMs(attempt), signal);
    }
  }

  /** Reads until the server ends the stream; throws when it breaks. */
  async #readOnce(signal: AbortSignal) {
    // Without an id to resume from, changes may have been missed.
    if (!this.#snapshot.state || this.#lastEventId === undefined) {
      const state = await this.#api.getEntityState(this.#entityRef, { signal });
      this.#publish(signal, heard({ state }));
    }
    const events = this.#api.streamEntityState(this.#entityRef, {
      signal,
      lastEventId: this.#lastEventId,
    });
    for await (const event of events) {
      if (signal.aborted) {
        return;
      }
      const { state } = this.#snapshot;
      if (event.type === 'section' && state) {
        this.#lastEventId = event.id;
        this.#publish(signal, heard({ state: { ...state, ...event.patch } }));
      } else {
        this.#publish(signal, heard({}));
      }
    }
  }

  /** A run that was ended has no say any more. */
  #publish(signal: AbortSignal, change: Partial<EntityStateSnapshot>) {
    if (signal.aborted) {
      return;
    }
    this.#snapshot = { ...this.#snapshot, ...change };
    this.#listeners.forEach(listener => listener(this.#snapshot));
  }
}

function heard(change: Partial<EntityStateSnapshot>) {
  return {
    ...change,
    status: 'live' as const,
    error: undefined,
    heardAt: Date.now(),
  };
}

/** Refusals that asking again does not change. */
function isRefusal(error: Error): boolean {
  return [400, 403, 404].includes(statusOf(error) ?? 0);
}
