import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { SourceStatus } from '@callboard/plugin-ml-platform-common';

/** What a {@link PollLoop} does and how often. */
export interface PollLoopOptions {
  kind: SourceStatus['kind'];
  name: string;
  pollSeconds: number;
  /** Bound on one poll, ms; three periods, at least 30 s, unless told. */
  timeoutMs?: number;
  /** One poll; rejects when the upstream cannot be read. */
  poll(signal: AbortSignal): Promise<void>;
  /** Called after each poll, good or bad. */
  onSettled(): void;
  logger: LoggerService;
}

const MAX_BACKOFF = 8;

/**
 * Polls one upstream, however many people look: one poll at a time, with
 * jitter, more rarely while it fails, never on a viewer's behalf.
 */
export class PollLoop {
  readonly #options: PollLoopOptions;
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #failures = 0;
  #observedAt: number | undefined;
  #error: string | undefined;

  constructor(options: PollLoopOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Aborts what is in flight and waits until it is over. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#timer);
    await this.#running;
  }

  status(): SourceStatus {
    const { kind, name } = this.#options;
    const observedAt =
      this.#observedAt && new Date(this.#observedAt).toISOString();
    if (this.#error) {
      return {
        kind,
        name,
        state: observedAt ? 'stale' : 'unavailable',
        error: this.#error,
        ...(observedAt && { observedAt }),
      };
    }
    return observedAt
      ? { kind, name, state: 'live', observedAt }
      : { kind, name, state: 'unavailable', error: 'Not read yet.' };
  }

  async #run(): Promise<void> {
    const { kind, name, poll, pollSeconds, onSettled, logger } = this.#options;
    const timeout = AbortSignal.timeout(
      this.#options.timeoutMs ?? Math.max(30_000, pollSeconds * 3000),
    );
    try {
      await poll(AbortSignal.any([this.#stopping.signal, timeout]));
      if (this.#failures > 0) {
        logger.info('An upstream answers again', { kind, name });
      }
      this.#failures = 0;
      this.#error = undefined;
      this.#observedAt = Date.now();
    } catch (error) {
      if (this.#stopping.signal.aborted) {
        return;
      }
      this.#error = describe(error);
      if (this.#failures === 0) {
        logger.warn('An upstream does not answer', {
          kind,
          name,
          error: this.#error,
        });
      }
      this.#failures += 1;
    }
    onSettled();
    this.#schedule(pollSeconds);
  }

  #schedule(pollSeconds: number): void {
    if (this.#stopping.signal.aborted) {
      return;
    }
    const backoff = Math.min(2 ** Math.max(0, this.#failures - 2), MAX_BACKOFF);
    const jitter = 0.9 + Math.random() * 0.2;
    this.#timer = setTimeout(() => {
      this.#running = this.#run();
    }, pollSeconds * 1000 * backoff * jitter);
    this.#timer.unref();
  }
}

/** The message of an error and of its cause, where `fetch` hides the reason. */
function describe(error: unknown): string {
  if (!isError(error)) {
    return String(error);
  }
  if (error.name === 'TimeoutError') {
    return 'It did not answer in time.';
  }
  const cause = isError(error.cause) ? error.cause : undefined;
  const detail = cause?.message || cause?.code;
  return detail ? `${error.message}: ${detail}` : error.message;
}
