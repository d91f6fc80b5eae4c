/**
 * Full-jitter exponential backoff: a random wait below a ceiling that doubles
 * with each failure, so that many clients do not come back at once.
 */
export class Backoff {
  readonly #baseMs: number;
  readonly #capMs: number;
  #failures = 0;

  constructor(options: { baseMs: number; capMs: number }) {
    this.#baseMs = options.baseMs;
    this.#capMs = options.capMs;
  }

  /** @param atLeastMs - what the server asked for; the jitter goes on top */
  next(atLeastMs: number = 0): number {
    const ceiling = Math.min(this.#capMs, this.#baseMs * 2 ** this.#failures);
    this.#failures = Math.min(this.#failures + 1, 30);
    return atLeastMs + Math.random() * ceiling;
  }

  reset(): void {
    this.#failures = 0;
  }
}
