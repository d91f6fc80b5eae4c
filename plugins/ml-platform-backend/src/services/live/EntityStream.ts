import {
  EntityState,
  EntityStateSection,
} from '@callboard/plugin-ml-platform-common';
import { ChangeHub, Topic } from './ChangeHub';
import { SECTIONS, SectionEtags, encodeEventId } from './eventId';
import { digestOf, etagOf } from './etagOf';

/** Where frames go: an HTTP response, in the end. */
export interface FrameSink {
  /** False when the reader is slow: write no more until it has drained. */
  write(frame: string): boolean;
  onDrained(listener: () => void): void;
}

/** Timings of a stream, ms. */
export interface StreamTimings {
  /** Shortest time between two looks at the state. */
  coalesceMs: number;
  /** How often ages alone are sent. */
  ageMs: number;
  /** How often a comment shows that the stream is open. */
  heartbeatMs: number;
}

export const STREAM_TIMINGS: StreamTimings = {
  coalesceMs: 250,
  ageMs: 5000,
  heartbeatMs: 15_000,
};

interface EntityStreamOptions {
  read(): EntityState;
  /** What the client holds already. */
  held: SectionEtags;
  sink: FrameSink;
  changes: ChangeHub;
  topics: readonly Topic[];
  timings: StreamTimings;
}

/**
 * Sends an entity's sections whenever they change. Each event replaces a
 * section whole and its id names all that the client then holds, so there is
 * nothing to buffer: a slow reader is only marked dirty and gets the newest
 * state once it has drained.
 */
export class EntityStream {
  readonly #options: EntityStreamOptions;
  readonly #held: SectionEtags;
  /** What the client was last told of each section, ages included, and when. */
  readonly #told = new Map<
    EntityStateSection,
    { digest: string; at: number }
  >();
  readonly #unsubscribe: () => void;
  readonly #heartbeat: NodeJS.Timeout;
  readonly #ages: NodeJS.Timeout;
  #timer: NodeJS.Timeout | undefined;
  #lastLook = 0;
  #draining = false;
  #dirty = false;
  #closed = false;

  constructor(options: EntityStreamOptions) {
    const { changes, topics, timings } = options;
    this.#options = options;
    this.#held = { ...options.held };
    this.#unsubscribe = changes.subscribe(topics, () => this.#schedule());
    this.#heartbeat = setInterval(
      () => !this.#draining && this.#write(': open\n\n'),
      timings.heartbeatMs,
    );
    this.#ages = setInterval(() => this.#schedule(), timings.ageMs);
    this.#look();
  }

  close(): void {
    this.#closed = true;
    this.#unsubscribe();
    clearInterval(this.#heartbeat);
    clearInterval(this.#ages);
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    if (this.#timer || this.#closed) {
      return;
    }
    const wait = this.#lastLook + this.#options.timings.coalesceMs - Date.now();
    this.#timer = setTimeout(() => this.#look(), Math.max(0, wait));
  }

  #look(): void {
    this.#timer = undefined;
    if (this.#closed) {
      return;
    }
    if (this.#draining) {
      this.#dirty = true;
      return;
    }
    this.#lastLook = Date.now();
    const state = this.#options.read();
    const frames = SECTIONS.flatMap(section => {
      const body = JSON.stringify(state[section]);
      const etag = etagOf(state[section]);
      return this.#isNews(section, etag, digestOf(body))
        ? [
            `event: ${section}\nid: ${this.#idWith(
              section,
              etag,
            )}\ndata: ${body}\n\n`,
          ]
        : [];
    });
    if (frames.length > 0) {
      this.#write(frames.join(''));
    }
  }

  /** Whether to send a section: it changed, or its ages are due. */
  #isNews(section: EntityStateSection, etag: string, digest: string): boolean {
    const now = this.#lastLook;
    const told = this.#told.get(section);
    const changed = this.#held[section] !== etag;
    const due =
      told !== undefined &&
      told.digest !== digest &&
      // Timers fire a little early or late.
      now - told.at >= this.#options.timings.ageMs * 0.9;
    if (changed || due || !told) {
      this.#told.set(section, { digest, at: now });
    }
    return changed || due;
  }

  #idWith(section: EntityStateSection, etag: string): string {
    this.#held[section] = etag;
    return encodeEventId(this.#held);
  }

  #write(frame: string): void {
    if (!this.#options.sink.write(frame)) {
      this.#draining = true;
      this.#options.sink.onDrained(() => {
        this.#draining = false;
        if (this.#dirty) {
          this.#dirty = false;
          this.#schedule();
        }
      });
    }
  }
}
