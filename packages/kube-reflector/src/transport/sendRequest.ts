import http from 'node:http';
import https from 'node:https';
import { KubeResponse } from './KubeTransport';

export interface SendOptions {
  url: URL;
  headers: Record<string, string>;
  agent: http.Agent;
  servername?: string;
  signal: AbortSignal;
  /** Bound on reaching the server, TLS included. */
  connectMs: number;
  /** Bound on the time from there to the answer's head. */
  responseMs: number;
}

/**
 * Sends one GET. However it fails, the promise rejects only once the connection
 * is closed, so that whoever awaits it knows that nothing is left open.
 */
export function sendRequest(options: SendOptions): Promise<KubeResponse> {
  const { url, headers, agent, servername, signal } = options;
  signal.throwIfAborted();
  const secure = url.protocol === 'https:';
  return new Promise((resolve, reject) => {
    let failure: Error | undefined;
    const request = (secure ? https : http).request(url, {
      agent,
      headers: { accept: 'application/json', ...headers },
      servername,
      signal,
    });
    const late = (what: string, ms: number) =>
      setTimeout(
        () => request.destroy(new Error(`${what} within ${ms} ms`)),
        ms,
      );
    let timer = late('Not connected', options.connectMs);
    const connected = () => {
      clearTimeout(timer);
      timer = late('No answer', options.responseMs);
    };
    request.once('socket', socket => {
      if (request.reusedSocket) {
        connected();
      } else {
        socket.once(secure ? 'secureConnect' : 'connect', connected);
      }
    });
    request.once('response', response => {
      clearTimeout(timer);
      resolve({
        status: response.statusCode ?? 0,
        headers: flatten(response.headers),
        body: readBody(response, signal),
      });
    });
    request.on('error', error => {
      failure = error;
    });
    request.once('close', () => {
      clearTimeout(timer);
      reject(failure ?? new Error('Connection closed before an answer'));
    });
    request.end();
  });
}

async function* readBody(
  response: http.IncomingMessage,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const { socket } = response;
  try {
    yield* response;
  } finally {
    if (socket.destroyed && !socket.closed) {
      await new Promise<void>(resolve => socket.once('close', () => resolve()));
    }
  }
  // An abort between two chunks must not look like a clean end.
  signal.throwIfAborted();
}

function flatten(headers: http.IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value ?? '',
    ]),
  );
}
