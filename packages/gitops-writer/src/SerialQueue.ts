import { RepositoryUnavailableError } from './errors';

/** Runs one thing at a time, in the order of asking, and bounds the wait. */
export class SerialQueue {
  readonly #bound: number;
  #waiting = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(bound: number) {
    this.#bound = bound;
  }

  /**
   * Runs a task when its turn comes. Throws RepositoryUnavailableError when
   * the queue is full, and the signal's reason as soon as it is aborted.
   */
  async run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    if (this.#waiting >= this.#bound) {
      throw new RepositoryUnavailableError(
        `${
          this.#waiting
        } calls wait for the repository already: try again later`,
      );
    }
    this.#waiting++;
    const turn = this.#last.then(() => {
      signal?.throwIfAborted();
      return task();
    });
    this.#last = turn.catch(() => {});
    const settled = turn.finally(() => this.#waiting--);
    return await orAborted(settled, signal);
  }
}

/** A task that runs already ends by itself: it has the signal too. */
async function orAborted<T>(
  promise: Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  if (!signal) {
    return await promise;
  }
  let abort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
    promise.catch(() => {});
  }
}
