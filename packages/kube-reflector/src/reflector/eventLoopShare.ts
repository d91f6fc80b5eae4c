/** The longest that parsing may hold the event loop in one turn. */
const SHARE_MS = 4;

/**
 * One share of the event loop for all reflectors of the process: each asks
 * before it parses another object, and waits its turn when this turn's share is
 * used up. So thirty lists at once stall the process no longer than one does.
 */
class EventLoopShare {
  readonly #waiting: (() => void)[] = [];
  #turnBegan = 0;

  /** Undefined when there is no need to wait. */
  take(): Promise<void> | undefined {
    if (
      this.#waiting.length === 0 &&
      performance.now() - this.#turnBegan < SHARE_MS
    ) {
      return undefined;
    }
    return new Promise(resolve => {
      if (this.#waiting.push(resolve) === 1) {
        setImmediate(this.#turn);
      }
    });
  }

  readonly #turn = () => {
    this.#turnBegan = performance.now();
    this.#waiting.shift()?.();
    if (this.#waiting.length > 0) {
      setImmediate(this.#turn);
    }
  };
}

export const eventLoopShare = new EventLoopShare();
