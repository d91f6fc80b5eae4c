import { isJsonObject, JsonObject } from '../kube/json';
import { ApiTarget } from './ContractTarget';

export interface Answer {
  status: number;
  contentType: string;
  text: string;
  /** The JSON body; empty when it is something else. */
  body: JsonObject;
}

interface RequestOptions {
  method?: string;
  body?: unknown;
  contentType?: string;
  headers?: Record<string, string>;
}

function open(
  target: ApiTarget,
  path: string,
  options: RequestOptions,
  signal: AbortSignal,
): Promise<Response> {
  const { body, contentType = 'application/json', headers } = options;
  return (target.fetch ?? fetch)(`${target.url}${path}`, {
    method: options.method ?? 'GET',
    signal,
    headers: {
      Accept: 'application/json',
      ...(target.token && { Authorization: `Bearer ${target.token}` }),
      ...(body !== undefined && { 'Content-Type': contentType }),
      ...headers,
    },
    body:
      body === undefined || typeof body === 'string'
        ? body
        : JSON.stringify(body),
  });
}

export async function request(
  target: ApiTarget,
  path: string,
  options: RequestOptions = {},
): Promise<Answer> {
  const response = await open(
    target,
    path,
    options,
    AbortSignal.timeout(15_000),
  );
  const text = await response.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    text,
    body: isJsonObject(body) ? body : {},
  };
}

/** One line of a watch. */
export interface WatchLine {
  type: string;
  object: JsonObject & {
    code?: number;
    metadata: {
      name: string;
      uid: string;
      resourceVersion: string;
      annotations?: Record<string, string>;
    };
  };
}

/** Lines of a watch until `enough` says so or the server ends it. */
export async function watch(
  target: ApiTarget,
  path: string,
  enough: (lines: WatchLine[]) => boolean,
): Promise<WatchLine[]> {
  const abort = new AbortController();
  const timeout = setTimeout(() => abort.abort(), 15_000);
  const lines: WatchLine[] = [];
  try {
    const response = await open(target, path, {}, abort.signal);
    expect(response.status).toBe(200);
    let buffered = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      buffered += decoder.decode(chunk, { stream: true });
      const parts = buffered.split('\n');
      buffered = parts.pop() ?? '';
      lines.push(...parts.filter(Boolean).map(part => JSON.parse(part)));
      if (enough(lines)) {
        break;
      }
    }
  } finally {
    clearTimeout(timeout);
    abort.abort();
  }
  return lines;
}

/** Asks again until the answer is there; fails with the last one. */
export async function eventually<T>(
  what: string,
  timeoutMs: number,
  ask: () => Promise<
    { done: T; still?: undefined } | { done?: undefined; still: unknown }
  >,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const outcome = await ask();
    if (outcome.done !== undefined) {
      return outcome.done;
    }
    if (Date.now() > deadline) {
      throw new Error(`${what}: still ${JSON.stringify(outcome.still)}`);
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
