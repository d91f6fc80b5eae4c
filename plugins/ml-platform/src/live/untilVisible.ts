/** Resolves once the page is visible, or when `signal` aborts. */
export async function untilVisible(signal: AbortSignal): Promise<void> {
  if (signal.aborted || document.visibilityState !== 'hidden') {
    return;
  }
  await new Promise<void>(resolve => {
    const done = () => {
      if (signal.aborted || document.visibilityState !== 'hidden') {
        document.removeEventListener('visibilitychange', done);
        signal.removeEventListener('abort', done);
        resolve();
      }
    };
    document.addEventListener('visibilitychange', done);
    signal.addEventListener('abort', done);
  });
}
