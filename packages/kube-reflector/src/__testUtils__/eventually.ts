import { setTimeout as sleep } from 'node:timers/promises';

/** Repeats an assertion until it holds. */
export async function eventually(
  assertion: () => void,
  withinMs: number = 5_000,
): Promise<void> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    try {
      assertion();
      return;
    } catch (error) {
      if (performance.now() > deadline) {
        throw error;
      }
    }
    await sleep(4);
  }
}

/** As {@link eventually}, for use outside of a test's body. */
export function until(what: string, condition: () => boolean): Promise<void> {
  return eventually(() => {
    if (!condition()) {
      throw new Error(`Still not ${what}`);
    }
  });
}
