import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const listen = port =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const chosen = server.address().port;
      server.close(() => resolve(chosen));
    });
  });

/** A port that nobody listens on. */
export const freePort = () => listen(0);

export const isFree = port =>
  listen(port).then(
    () => true,
    () => false,
  );

/** Waits until a GET answers with a 2xx status; false when time is up. */
export const answers = async (url, { timeoutMs, signal }) => {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline && !signal?.aborted) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      await response.body?.cancel();
      if (response.ok) {
        return true;
      }
    } catch {
      // Not up yet.
    }
    await sleep(250);
  }
  return false;
};
