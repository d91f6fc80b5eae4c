import { InactivityError } from './faults';

/**
 * Runs work that has to show progress: when `kick` is not called for as long as
 * was last agreed, the work's signal aborts, and so it does when the parent's does.
 *
 * @throws InactivityError when that is why the work failed
 */
export async function withWatchdog<R>(
  parent: AbortSignal,
  silenceMs: number,
  work: (signal: AbortSignal, kick: (silenceMs: number) => void) => Promise<R>,
): Promise<R> {
  parent.throwIfAborted();
  const controller = new AbortController();
  let agreedMs = silenceMs;
  const bark = () =>
    controller.abort(new InactivityError(`Nothing heard for ${agreedMs} ms`));
  let timer = setTimeout(bark, agreedMs);
  const kick = (ms: number) => {
    if (ms === agreedMs) {
      timer.refresh();
    } else {
      clearTimeout(timer);
      agreedMs = ms;
      timer = setTimeout(bark, agreedMs);
    }
  };
  const follow = () => controller.abort(parent.reason);
  parent.addEventListener('abort', follow, { once: true });
  try {
    return await work(controller.signal, kick);
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearTimeout(timer);
    parent.removeEventListener('abort', follow);
  }
}
