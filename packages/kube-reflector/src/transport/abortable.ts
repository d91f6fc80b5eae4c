/** Settles as the promise does, or rejects as soon as the signal aborts. */
export function abortable<T>(
  promise: Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) {
      abort();
    }
    signal.addEventListener('abort', abort, { once: true });
    promise
      .finally(() => signal.removeEventListener('abort', abort))
      .then(resolve, reject);
  });
}
