import { readText } from '../transport/readText';
import { KubeResponse } from '../transport/KubeTransport';
import { isRecord } from '../parse/isRecord';

/** Longer waits than this are cut: a proxy may ask for a day. */
const MAX_RETRY_AFTER_MS = 10 * 60_000;
const MAX_STATUS_BYTES = 64 * 1024;

/**
 * The API server's own "no": an HTTP status beside 200, or an `ERROR` event
 * within a watch.
 *
 * @public
 */
export class KubeApiError extends Error {
  readonly name = 'KubeApiError';
  /** HTTP status, or the `code` of a `Status` object. */
  readonly status: number;
  /** Machine-readable cause, as `Expired`; empty where the server gave none. */
  readonly reason: string;
  /** How long the server asks to be left alone, ms. */
  readonly retryAfterMs?: number;

  constructor(options: {
    status: number;
    reason?: string;
    message?: string;
    retryAfterMs?: number;
  }) {
    super((options.message || `HTTP ${options.status}`).slice(0, 500));
    this.status = options.status;
    this.reason = options.reason ?? '';
    this.retryAfterMs =
      options.retryAfterMs === undefined
        ? undefined
        : Math.min(Math.max(options.retryAfterMs, 0), MAX_RETRY_AFTER_MS);
  }

  /** Reads the answer's body, which ends its use of the connection. */
  static async fromResponse(response: KubeResponse): Promise<KubeApiError> {
    const text = await readText(response.body, MAX_STATUS_BYTES);
    const retryAfterMs = parseRetryAfter(response.headers['retry-after']);
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch {
      // A proxy's page, or plain text: its status is all that is of use.
    }
    return KubeApiError.fromStatus(body, response.status, retryAfterMs);
  }

  /** From a `Status` object of meta/v1; `code` where that does not tell. */
  static fromStatus(
    body: unknown,
    code: number,
    retryAfterMs?: number,
  ): KubeApiError {
    const status = isRecord(body) && body.kind === 'Status' ? body : {};
    const details = isRecord(status.details) ? status.details : {};
    const seconds = details.retryAfterSeconds;
    return new KubeApiError({
      status: typeof status.code === 'number' ? status.code : code,
      reason: typeof status.reason === 'string' ? status.reason : undefined,
      message: typeof status.message === 'string' ? status.message : undefined,
      retryAfterMs:
        retryAfterMs ??
        (typeof seconds === 'number' && seconds > 0
          ? seconds * 1000
          : undefined),
    });
  }
}

/** Seconds or an HTTP date, as RFC 9110 allows. */
function parseRetryAfter(value: string | undefined): number | undefined {
  if (!value) {
    return undefined;
  }
  const ms = /^\d+$/.test(value.trim())
    ? Number(value) * 1000
    : Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? undefined : ms;
}
