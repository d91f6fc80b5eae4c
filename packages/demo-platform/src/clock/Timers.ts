import { Clock } from './Clock';

/**
 * How long something has lasted, in simulated seconds. Kubernetes timestamps
 * have whole seconds, which is too coarse at a high speed, so the controllers
 * keep their own marks. Survives a restart.
 */
export class Timers {
  readonly #marks: Map<string, number>;

  constructor(
    private readonly clock: Clock,
    saved: Record<string, number> = {},
  ) {
    this.#marks = new Map(Object.entries(saved));
  }

  /** Simulated seconds since the first call for this object and phase. */
  elapsed(uid: string, phase: string): number {
    const key = `${uid}/${phase}`;
    const mark = this.#marks.get(key);
    if (mark === undefined) {
      this.#marks.set(key, this.clock.now());
      return 0;
    }
    return ((this.clock.now() - mark) / 1000) * this.clock.speed;
  }

  /** Sets the mark; true when it was not set before. */
  start(uid: string, phase: string): boolean {
    const isNew = !this.#marks.has(`${uid}/${phase}`);
    this.elapsed(uid, phase);
    return isNew;
  }

  stop(uid: string, phase: string): void {
    this.#marks.delete(`${uid}/${phase}`);
  }

  restart(uid: string, phase: string): void {
    this.#marks.set(`${uid}/${phase}`, this.clock.now());
  }

  reached(uid: string, phase: string, seconds: number): boolean {
    return this.elapsed(uid, phase) >= seconds;
  }

  /** Forgets objects that are gone. */
  retain(isAlive: (uid: string) => boolean): void {
    for (const key of this.#marks.keys()) {
      if (!isAlive(key.slice(0, key.indexOf('/')))) {
        this.#marks.delete(key);
      }
    }
  }

  toJSON(): Record<string, number> {
    return Object.fromEntries(this.#marks);
  }
}
