/**
 * Calls someone else's function; what it throws becomes an uncaught exception, as
 * with `EventTarget`, and does not stop the caller.
 */
export function callListener(call: () => void): void {
  try {
    call();
  } catch (error) {
    process.nextTick(() => {
      throw error;
    });
  }
}
