import { ProtocolError } from '../parse/ProtocolError';
import { resourcePath } from '../resourcePath';
import { KubeResponse, KubeTransport } from '../transport/KubeTransport';
import { ResourceType } from '../types';
import { KubeApiError } from './KubeApiError';
import { ListEnd, readList } from './readList';
import { ReflectorMetrics } from './ReflectorMetrics';
import { ResolvedReflectorOptions } from './ReflectorOptions';
import { readWatch, WatchEvent } from './readWatch';
import { withWatchdog } from './withWatchdog';

/** After so many expired page tokens the list is asked for in one piece. */
const MAX_PAGED_ATTEMPTS = 2;

export interface ListWatchOptions {
  transport: KubeTransport;
  resource: ResourceType;
  namespace?: string;
  options: ResolvedReflectorOptions;
  metrics: ReflectorMetrics;
}

/** The requests of a reflector. It keeps no state between them. */
export class ListWatch {
  readonly #transport: KubeTransport;
  readonly #path: string;
  readonly #options: ResolvedReflectorOptions;
  readonly #metrics: ReflectorMetrics;

  constructor(options: ListWatchOptions) {
    this.#transport = options.transport;
    this.#path = resourcePath(options.resource, options.namespace);
    this.#options = options.options;
    this.#metrics = options.metrics;
  }

  /**
   * Reads the whole collection, page by page; `begin` is called again when a page
   * token has expired and all starts over. Always a consistent read: one with
   * `resourceVersion=0` may answer with a state older than what is known.
   *
   * @returns the version to watch from
   */
  async list(
    signal: AbortSignal,
    sink: { begin(): void; item(raw: Record<string, unknown>): void },
  ): Promise<string> {
    for (let attempt = 0; ; attempt += 1) {
      const limit =
        attempt < MAX_PAGED_ATTEMPTS ? this.#options.pageSize : undefined;
      try {
        sink.begin();
        return await this.#pages(signal, limit, sink.item);
      } catch (error) {
        const expired = error instanceof KubeApiError && error.status === 410;
        if (!expired || limit === undefined) {
          throw error;
        }
        this.#metrics.errors.expired += 1;
      }
    }
  }

  /** The collection's present version, for the price of one object. */
  async currentVersion(signal: AbortSignal): Promise<string> {
    const end = await this.#page(signal, { limit: '1' }, () => {});
    return end.resourceVersion;
  }

  /** Opens a watch and hands on its events until the server ends it. */
  async watch(
    signal: AbortSignal,
    query: Record<string, string>,
    sink: {
      open(): void;
      event(event: WatchEvent): void;
      silenceMs(): number;
    },
  ): Promise<void> {
    const seconds = this.#options.watchTimeoutSeconds * (1 + Math.random());
    await withWatchdog(signal, sink.silenceMs(), async (inner, kick) => {
      const response = await this.#request(inner, {
        ...query,
        watch: 'true',
        allowWatchBookmarks: 'true',
        timeoutSeconds: String(Math.ceil(seconds)),
      });
      this.#metrics.watches += 1;
      sink.open();
      kick(sink.silenceMs());
      const events = readWatch(response.body, {
        maxLineBytes: this.#options.maxLineBytes,
        onBytes: this.#count,
      });
      for await (const event of events) {
        sink.event(event);
        kick(sink.silenceMs());
      }
    });
  }

  async #pages(
    signal: AbortSignal,
    limit: number | undefined,
    onItem: (raw: Record<string, unknown>) => void,
  ): Promise<string> {
    let token: string | undefined;
    for (;;) {
      const query: Record<string, string> = {
        ...(limit === undefined ? {} : { limit: String(limit) }),
        ...(token === undefined ? {} : { continue: token }),
      };
      const end = await this.#page(signal, query, onItem);
      if (end.continueToken === undefined) {
        return end.resourceVersion;
      }
      if (end.continueToken === token) {
        throw new ProtocolError('The server hands out the same page again');
      }
      token = end.continueToken;
    }
  }

  #page(
    signal: AbortSignal,
    query: Record<string, string>,
    onItem: (raw: Record<string, unknown>) => void,
  ): Promise<ListEnd> {
    this.#metrics.pages += 1;
    const { inactivityMs, maxLineBytes } = this.#options;
    return withWatchdog(signal, inactivityMs, async (inner, kick) => {
      const response = await this.#request(inner, query);
      return readList(response.body, {
        maxItemBytes: maxLineBytes,
        onBytes: this.#count,
        onItem: item => {
          kick(inactivityMs);
          onItem(item);
        },
      });
    });
  }

  async #request(
    signal: AbortSignal,
    query: Record<string, string>,
  ): Promise<KubeResponse> {
    const response = await this.#transport.request({
      path: this.#path,
      query,
      signal,
    });
    if (response.status !== 200) {
      throw await KubeApiError.fromResponse(response);
    }
    return response;
  }

  readonly #count = (bytes: number) => {
    this.#metrics.bytes += bytes;
  };
}
