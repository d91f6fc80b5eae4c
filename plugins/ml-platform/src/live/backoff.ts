const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * How long to wait before attempt number `attempt` + 1: doubling, and anywhere
 * between half and all of it, so that the pages of a whole company do not
 * come back to a restarted backend at once.
 */
export function backoffMs(attempt: number, random = Math.random): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return full * (0.5 + random() / 2);
}

/** Resolves after `ms`, or at once when `signal` aborts. */
export async function delay(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) {
    return;
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wake = () => {};
  const woken = new Promise<void>(resolve => {
    wake = resolve;
    timer = setTimeout(resolve, ms);
  });
  signal.addEventListener('abort', wake);
  await woken;
  clearTimeout(timer);
  signal.removeEventListener('abort', wake);
}
