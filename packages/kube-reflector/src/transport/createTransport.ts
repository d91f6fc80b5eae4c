import { readFile } from 'node:fs/promises';
import { HttpTransport } from './HttpTransport';
import { KubeTransport } from './KubeTransport';

/**
 * How to reach and be let into one API server.
 *
 * @public
 */
export interface TransportOptions {
  /** `https://host:port`, with a path prefix where a gateway asks for one. */
  server: string;
  /** Certificate authority: PEM, or PEM in base64 as a kubeconfig has it. */
  caData?: string;
  /** Read before every request, so that a rotated authority is taken up. */
  caFile?: string;
  /** Accepts any certificate: for development only. */
  skipTlsVerify?: boolean;
  /**
   * Asked before every request, and once more with `refresh` when the server
   * answers 401 to what it gave: a source that caches should then look anew.
   */
  token?: (options: { refresh: boolean }) => Promise<string | undefined>;
  /** Client certificate: PEM, or PEM in base64. */
  cert?: string;
  /** Its key, likewise. */
  key?: string;
  /** Bound on connecting, TLS included, ms; 10,000 unless told. */
  connectTimeoutMs?: number;
  /** Bound on the wait for an answer's head, ms; 60,000 unless told. */
  responseTimeoutMs?: number;
}

/**
 * A {@link KubeTransport} over keep-alive connections.
 *
 * @public
 */
export function createTransport(options: TransportOptions): KubeTransport {
  const { caFile, token } = options;
  return new HttpTransport({
    server: options.server,
    connectTimeoutMs: options.connectTimeoutMs,
    responseTimeoutMs: options.responseTimeoutMs,
    credentials: async ({ refresh }) => {
      const bearer = (await token?.({ refresh }))?.trim();
      return {
        headers: bearer
          ? { authorization: `Bearer ${bearer}` }
          : ({} as Record<string, string>),
        tls: {
          ca: caFile ? await readFile(caFile, 'utf8') : pem(options.caData),
          cert: pem(options.cert),
          key: pem(options.key),
          rejectUnauthorized: options.skipTlsVerify ? false : undefined,
        },
      };
    },
  });
}

function pem(text: string | undefined): string | undefined {
  return text === undefined || text.includes('-----BEGIN')
    ? text
    : Buffer.from(text, 'base64').toString('utf8');
}
