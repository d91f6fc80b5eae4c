import { CustomErrorBase } from '@backstage/errors';

/** The backend did not answer, or fell silent. */
export class TimeoutError extends CustomErrorBase {
  name = 'TimeoutError' as const;
}

/**
 * A signal that aborts with `parent`, or when `restart` was not called for
 * `timeoutMs`. Call `end` when done: it leaves no timer and no listener.
 */
export function withTimeout(
  parent: AbortSignal | undefined,
  timeoutMs: number,
) {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout>;
  const abort = () => controller.abort(parent?.reason);
  const restart = () => {
    clearTimeout(timer);
    timer = setTimeout(
      () =>
        controller.abort(
          new TimeoutError(
            `The ml-platform backend did not answer within ${
              timeoutMs / 1000
            } s`,
          ),
        ),
      timeoutMs,
    );
  };
  if (parent?.aborted) {
    abort();
  } else {
    parent?.addEventListener('abort', abort);
    restart();
  }
  return {
    signal: controller.signal,
    restart,
    end() {
      clearTimeout(timer);
      parent?.removeEventListener('abort', abort);
    },
  };
}
