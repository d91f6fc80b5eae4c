/**
 * The platform's time. Wall time, except while the seed replays the past: then
 * it is set by hand, so that the same controllers write believable history.
 */
export class Clock {
  #fixed: number | undefined;
  #speed: number;

  constructor(speed: number) {
    this.#speed = speed;
  }

  /** Unix ms. */
  now(): number {
    return this.#fixed ?? Date.now();
  }

  /** How many simulated seconds pass in one second. */
  get speed(): number {
    return this.#fixed === undefined ? this.#speed : 1;
  }

  /** RFC 3339 with whole seconds, as Kubernetes writes times. */
  timestamp(at: number = this.now()): string {
    return `${new Date(at).toISOString().slice(0, 19)}Z`;
  }

  freeze(at: number): void {
    this.#fixed = at;
  }

  advance(ms: number): void {
    this.#fixed = this.now() + ms;
  }

  release(): void {
    this.#fixed = undefined;
  }
}
