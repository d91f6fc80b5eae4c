import { HttpCredentials } from '../config/types';

/** One request to an HTTP upstream. */
export interface JsonRequest {
  url: URL;
  method?: 'GET' | 'POST';
  body?: unknown;
  form?: URLSearchParams;
  headers?: Record<string, string>;
  credentials: HttpCredentials;
  signal: AbortSignal;
  timeoutMs: number;
}

/** An answer; `text` is what came when it is not JSON. */
export interface JsonAnswer {
  status: number;
  json: unknown;
  text: string;
}

/** Larger answers are given up, so that no upstream fills our memory. */
const MAX_BYTES = 64 * 1024 * 1024;

function authorization({
  token,
  username,
  password,
}: HttpCredentials): Record<string, string> {
  if (token) {
    return { authorization: `Bearer ${token}` };
  }
  return username
    ? {
        authorization: `Basic ${Buffer.from(`${username}:${password}`).toString(
          'base64',
        )}`,
      }
    : {};
}

async function readBounded(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BYTES) {
      throw new RangeError(`The answer is larger than ${MAX_BYTES} bytes`);
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/**
 * Sends one request and reads its answer whole. No redirect is followed: it
 * could carry the credentials to another host.
 */
export async function requestJson(request: JsonRequest): Promise<JsonAnswer> {
  const { body, form } = request;
  const response = await fetch(request.url, {
    method: request.method ?? 'GET',
    redirect: 'manual',
    headers: {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...authorization(request.credentials),
      ...request.headers,
    },
    body: form ?? (body === undefined ? undefined : JSON.stringify(body)),
    signal: AbortSignal.any([
      request.signal,
      AbortSignal.timeout(request.timeoutMs),
    ]),
  });
  const text = await readBounded(response);
  try {
    return { status: response.status, json: JSON.parse(text), text };
  } catch {
    return { status: response.status, json: undefined, text };
  }
}
