import { CompoundEntityRef } from '@backstage/catalog-model';
import { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import { EntityState, FleetState } from '@callboard/plugin-ml-platform-common';
import { EntityStateEvent, MlPlatformApi } from './MlPlatformApi';
import { parseEntityState, parseEvent, parseSection } from './parse';
import { readEventStream } from './readEventStream';
import { withTimeout } from './withTimeout';

const REQUEST_TIMEOUT_MS = 20_000;
/** Three of the backend's keep-alive comments, which it sends every 15 s. */
const SILENCE_TIMEOUT_MS = 45_000;

/**
 * Reads the ml-platform backend over the portal's own `fetch`, so that the
 * person's sign-in applies to the stream too.
 *
 * @public
 */
export class MlPlatformClient implements MlPlatformApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  /** {@inheritdoc MlPlatformApi.getEntityState} */
  async getEntityState(
    entityRef: CompoundEntityRef,
    options?: { signal?: AbortSignal },
  ): Promise<EntityState> {
    return parseEntityState(
      await this.#getJson(entityPath(entityRef), options?.signal),
    );
  }

  /** {@inheritdoc MlPlatformApi.streamEntityState} */
  async *streamEntityState(
    entityRef: CompoundEntityRef,
    options: { signal: AbortSignal; lastEventId?: string },
  ): AsyncIterable<EntityStateEvent> {
    const { signal, lastEventId } = options;
    const headers: Record<string, string> = { accept: 'text/event-stream' };
    if (lastEventId !== undefined) {
      headers['last-event-id'] = lastEventId;
    }
    const timer = withTimeout(signal, SILENCE_TIMEOUT_MS);
    try {
      const response = await this.#fetch(`${entityPath(entityRef)}/stream`, {
        headers,
        signal: timer.signal,
        cache: 'no-store',
      });
      timer.restart();
      yield { type: 'alive' };
      for await (const message of readEventStream(response)) {
        timer.restart();
        yield parseEvent(message);
      }
    } finally {
      timer.end();
    }
  }

  /** {@inheritdoc MlPlatformApi.getFleetState} */
  async getFleetState(options?: { signal?: AbortSignal }): Promise<FleetState> {
    return parseSection(await this.#getJson('/workloads', options?.signal));
  }

  async #getJson(path: string, signal?: AbortSignal): Promise<unknown> {
    const timer = withTimeout(signal, REQUEST_TIMEOUT_MS);
    try {
      const response = await this.#fetch(path, { signal: timer.signal });
      return await response.json();
    } finally {
      timer.end();
    }
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('ml-platform');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, init);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}

function entityPath({ kind, namespace, name }: CompoundEntityRef): string {
  return `/entities/${[kind, namespace, name]
    .map(part => encodeURIComponent(part.toLocaleLowerCase('en-US')))
    .join('/')}`;
}
