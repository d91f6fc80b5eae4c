import { callListener } from '../callListener';
import { ReflectorStatus } from '../types';

/** The status of a reflector, and who waits for its first full state. */
export class ReflectorState {
  readonly #onChange: ((status: ReflectorStatus) => void) | undefined;
  #status: ReflectorStatus = { state: 'syncing' };
  #complete = false;
  #stopped: Error | undefined;
  #waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];

  constructor(onChange?: (status: ReflectorStatus) => void) {
    this.#onChange = onChange;
  }

  get status(): ReflectorStatus {
    return { ...this.#status };
  }

  /** A full state is in. */
  completed(): void {
    this.#complete = true;
    for (const { resolve } of this.#waiting.splice(0)) {
      resolve();
    }
    this.observed();
  }

  /** The server confirmed what is known, or changed it. */
  observed(): void {
    this.#set({ state: 'live', observedAt: Date.now() });
  }

  /** Following again; nothing heard yet. */
  live(): void {
    this.#set({ state: 'live', observedAt: this.#status.observedAt });
  }

  failed(error: string): void {
    this.#set({
      state: this.#complete ? 'stale' : 'syncing',
      observedAt: this.#status.observedAt,
      error,
    });
  }

  denied(error: string): void {
    this.#set({
      state: 'denied',
      observedAt: this.#status.observedAt,
      error,
    });
  }

  absent(): void {
    this.#complete = false;
    this.#set({ state: 'absent', observedAt: Date.now() });
  }

  synced(): Promise<void> {
    if (this.#complete) {
      return Promise.resolve();
    }
    if (this.#stopped) {
      return Promise.reject(this.#stopped);
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
    });
  }

  stop(reason: Error): void {
    this.#stopped = reason;
    for (const { reject } of this.#waiting.splice(0)) {
      reject(reason);
    }
  }

  #set(status: ReflectorStatus): void {
    const { state, error } = this.#status;
    this.#status = status;
    if (state !== status.state || error !== status.error) {
      callListener(() => this.#onChange?.(this.status));
    }
  }
}
