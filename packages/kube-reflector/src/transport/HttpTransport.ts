import http from 'node:http';
import https from 'node:https';
import { Readable } from 'node:stream';
import { abortable } from './abortable';
import { KubeRequest, KubeResponse, KubeTransport } from './KubeTransport';
import { readText } from './readText';
import { sendRequest } from './sendRequest';

/** What a request needs to be let in. */
export interface Credentials {
  headers: Record<string, string>;
  tls: TlsMaterial;
  /** An agent that goes through a proxy; without it one is made from `tls`. */
  agent?: http.Agent;
}

export interface TlsMaterial {
  ca?: string;
  cert?: string;
  key?: string;
  rejectUnauthorized?: boolean;
  servername?: string;
}

/** Called before every request; `refresh` after the server refused the last answer. */
export type CredentialSource = (options: {
  refresh: boolean;
}) => Promise<Credentials>;

export interface HttpTransportOptions {
  server: string;
  credentials: CredentialSource;
  connectTimeoutMs?: number;
  responseTimeoutMs?: number;
}

/** A load balancer drops idle connections without a word; ours go before. */
const IDLE_SOCKET_MS = 15_000;

/** {@link KubeTransport} over `node:http` and `node:https`. */
export class HttpTransport implements KubeTransport {
  readonly #server: URL;
  readonly #credentials: CredentialSource;
  readonly #timeouts: { connectMs: number; responseMs: number };
  #agent: { agent: http.Agent; madeFrom: string } | undefined;

  constructor(options: HttpTransportOptions) {
    this.#server = new URL(options.server);
    if (!['http:', 'https:'].includes(this.#server.protocol)) {
      throw new TypeError('An API server is reached over http or https');
    }
    this.#credentials = options.credentials;
    this.#timeouts = {
      connectMs: options.connectTimeoutMs ?? 10_000,
      responseMs: options.responseTimeoutMs ?? 60_000,
    };
  }

  async request(request: KubeRequest): Promise<KubeResponse> {
    const credentials = await this.#ask(request.signal, false);
    const response = await this.#send(request, credentials);
    if (response.status !== 401) {
      return response;
    }
    // Kept as text, so that the refusal holds no connection while we ask anew.
    const refusal = await readText(response.body, 64 * 1024);
    const renewed = await this.#ask(request.signal, true).catch(() => {
      request.signal.throwIfAborted();
      return undefined;
    });
    return renewed && fingerprint(renewed) !== fingerprint(credentials)
      ? this.#send(request, renewed)
      : { ...response, body: Readable.from([Buffer.from(refusal)]) };
  }

  async closeIdle(): Promise<void> {
    // A connection joins the idle ones a tick after its response has ended.
    await new Promise(resolve => setImmediate(resolve));
    const idle = Object.values(this.#agent?.agent.freeSockets ?? {}).flat();
    await Promise.all(
      idle.map(
        socket =>
          new Promise<void>(resolve => {
            socket?.once('close', () => resolve());
            socket?.destroy();
          }),
      ),
    );
  }

  #ask(signal: AbortSignal, refresh: boolean): Promise<Credentials> {
    return abortable(this.#credentials({ refresh }), signal);
  }

  #send(request: KubeRequest, credentials: Credentials): Promise<KubeResponse> {
    const url = new URL(this.#server);
    url.pathname = `${url.pathname.replace(/\/+$/, '')}${request.path}`;
    url.search = new URLSearchParams(request.query).toString();
    return sendRequest({
      url,
      headers: { ...request.headers, ...credentials.headers },
      agent: credentials.agent ?? this.#agentFor(credentials.tls),
      servername: credentials.tls.servername,
      signal: request.signal,
      ...this.#timeouts,
    });
  }

  #agentFor(tls: TlsMaterial): http.Agent {
    const madeFrom = JSON.stringify(tls);
    if (this.#agent?.madeFrom !== madeFrom) {
      this.#retire();
      const options = {
        keepAlive: true,
        keepAliveMsecs: 15_000,
        maxFreeSockets: 8,
        scheduling: 'lifo' as const,
        timeout: IDLE_SOCKET_MS,
      };
      this.#agent = {
        madeFrom,
        agent:
          this.#server.protocol === 'https:'
            ? new https.Agent({ ...options, ...tls })
            : new http.Agent(options),
      };
    }
    return this.#agent.agent;
  }

  /** After a rotation: what is idle goes now, what is in use goes when done. */
  #retire(): void {
    const agent = this.#agent?.agent;
    if (agent) {
      agent.maxFreeSockets = 0;
      for (const socket of Object.values(agent.freeSockets).flat()) {
        socket?.destroy();
      }
    }
  }
}

function fingerprint(credentials: Credentials): string {
  return JSON.stringify([credentials.headers, credentials.tls]);
}
