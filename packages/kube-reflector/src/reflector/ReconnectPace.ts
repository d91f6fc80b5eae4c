import { Backoff } from './Backoff';
import { ResolvedReflectorOptions } from './ReflectorOptions';

/** Decides how long to wait before the next connection, in ms. */
export class ReconnectPace {
  readonly #options: ResolvedReflectorOptions;
  readonly #backoff: Backoff;
  #openedAt: number | undefined;

  constructor(options: ResolvedReflectorOptions) {
    this.#options = options;
    this.#backoff = new Backoff(options.backoff);
  }

  /** Whether this attempt's watch was accepted. */
  get isOpen(): boolean {
    return this.#openedAt !== undefined;
  }

  /** An attempt begins. */
  begin(): void {
    this.#openedAt = undefined;
  }

  /** Its watch was accepted. */
  opened(): void {
    this.#openedAt = performance.now();
  }

  /** A watch that lived is followed by the next at once. */
  afterEnd(): number {
    return this.#resetIfHealthy() ? 0 : this.#backoff.next();
  }

  afterFault(retryAfterMs: number | undefined): number {
    this.#resetIfHealthy();
    return this.#backoff.next(retryAfterMs);
  }

  /** For what a person has to mend: rights, or a CRD. */
  slowly(): number {
    return this.#options.deniedRetryMs * (0.5 + Math.random());
  }

  #resetIfHealthy(): boolean {
    const { healthyMs } = this.#options.backoff;
    const healthy =
      this.#openedAt !== undefined &&
      performance.now() - this.#openedAt >= healthyMs;
    if (healthy) {
      this.#backoff.reset();
    }
    return healthy;
  }
}
