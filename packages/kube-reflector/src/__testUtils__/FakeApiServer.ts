import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { AddressInfo, Socket } from 'node:net';
import { resourcePath } from '../resourcePath';
import { ResourceType, StoredObject } from '../types';

export interface FakeObject extends StoredObject {
  spec: { text: string };
}

export interface FakeRequest {
  path: string;
  query: URLSearchParams;
  verb: 'discover' | 'list' | 'watch';
  token?: string;
}

interface Change {
  version: number;
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  path: string;
  object: FakeObject;
}

interface OpenWatch {
  resource: ResourceType;
  namespace?: string;
  response: http.ServerResponse;
}

/**
 * A small Kubernetes API server with a memory and faults to order. `changes` is
 * its etcd: watches replay from it, `compact` forgets it.
 */
export class FakeApiServer {
  bookmarks = true;
  watchList: 'served' | 'refused' | 'ignored' = 'served';
  /** When set, requests need one of these. */
  tokens?: Set<string>;
  /** Takes a request over by returning true. */
  intercept?: (
    request: FakeRequest,
    response: http.ServerResponse,
  ) => boolean | undefined;
  readonly requests: FakeRequest[] = [];
  readonly watches = new Set<OpenWatch>();
  readonly sockets = new Set<Socket>();
  version = 100;
  #compacted = 0;
  #changes: Change[] = [];
  #objects = new Map<string, FakeObject>();
  /** Later pages of a list are of the same version as its first. */
  readonly #snapshots = new Map<string, FakeObject[]>();
  #resources: ResourceType[] = [];
  readonly #server = http.createServer((request, response) =>
    this.#answer(request, response),
  );

  static async start(...resources: ResourceType[]): Promise<FakeApiServer> {
    const fake = new FakeApiServer();
    fake.#resources = resources;
    fake.#server.on('connection', socket => {
      fake.sockets.add(socket);
      socket.on('error', () => {});
      socket.once('close', () => fake.sockets.delete(socket));
    });
    await new Promise<void>(resolve =>
      fake.#server.listen(0, '127.0.0.1', resolve),
    );
    return fake;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  /** Stops to listen and breaks every connection; `restart` undoes it. */
  async kill(): Promise<() => Promise<void>> {
    const { port } = this.#server.address() as AddressInfo;
    await this.close();
    return () =>
      new Promise<void>(resolve =>
        this.#server.listen(port, '127.0.0.1', resolve),
      );
  }

  serve(...resources: ResourceType[]): void {
    this.#resources = resources;
    for (const watch of this.watches) {
      if (!resources.includes(watch.resource)) {
        watch.response.end();
        this.watches.delete(watch);
      }
    }
  }

  objects(resource: ResourceType, namespace?: string): FakeObject[] {
    return [...this.#objects.values()].filter(
      object =>
        object.kind === resource.kind &&
        (namespace === undefined || object.metadata.namespace === namespace),
    );
  }

  put(
    resource: ResourceType,
    name: string,
    options: {
      namespace?: string;
      text?: string;
      metadata?: Partial<FakeObject['metadata']>;
    } = {},
  ): FakeObject {
    const namespace = resource.namespaced
      ? options.namespace ?? 'default'
      : undefined;
    const key = `${resource.kind}/${namespace}/${name}`;
    const previous = this.#objects.get(key);
    this.version += 1;
    const object: FakeObject = {
      apiVersion: apiVersionOf(resource),
      kind: resource.kind,
      metadata: {
        uid: previous?.metadata.uid ?? randomUUID(),
        creationTimestamp: '2026-11-01T00:00:00Z',
        ...options.metadata,
        name,
        namespace,
        resourceVersion: String(this.version),
      },
      spec: { text: options.text ?? `text ${this.version}` },
    };
    this.#objects.set(key, object);
    this.#record(previous ? 'MODIFIED' : 'ADDED', resource, object);
    return object;
  }

  delete(resource: ResourceType, name: string, namespace = 'default'): void {
    const scope = resource.namespaced ? namespace : undefined;
    const key = `${resource.kind}/${scope}/${name}`;
    const previous = this.#objects.get(key);
    if (!previous) {
      throw new Error(`There is no ${key}`);
    }
    this.#objects.delete(key);
    this.version += 1;
    const metadata = {
      ...previous.metadata,
      resourceVersion: String(this.version),
    };
    this.#record('DELETED', resource, { ...previous, metadata });
  }

  /** Forgets the history: to watch from before now is answered by 410. */
  compact(): void {
    this.#compacted = this.version;
    this.#changes = [];
  }

  backup(): () => void {
    const version = this.version;
    const objects = new Map(this.#objects);
    return () => {
      this.version = version;
      this.#objects = objects;
      this.compact();
      this.resetWatches();
    };
  }

  /** Writes to every open watch, whole or broken, as given. */
  write(bytes: string | Uint8Array): void {
    for (const { response } of this.watches) {
      response.write(bytes);
    }
  }

  bookmark(): void {
    for (const watch of this.watches) {
      watch.response.write(this.#bookmark(watch.resource));
    }
  }

  endWatches(): void {
    for (const { response } of this.watches) {
      response.end();
    }
    this.watches.clear();
  }

  resetWatches(): void {
    for (const { response } of this.watches) {
      response.socket?.resetAndDestroy();
    }
  }

  /** Forgets the open watches: they stay connected and hear nothing more. */
  muteWatches(): void {
    this.watches.clear();
  }

  count(verb: FakeRequest['verb']): number {
    return this.requests.filter(request => request.verb === verb).length;
  }

  #record(
    type: Change['type'],
    resource: ResourceType,
    object: FakeObject,
  ): void {
    const path = resourcePath(resource);
    this.#changes.push({ version: this.version, type, path, object });
    for (const watch of this.watches) {
      const { namespace } = watch;
      if (
        resourcePath(watch.resource) === path &&
        (namespace === undefined || namespace === object.metadata.namespace)
      ) {
        watch.response.write(line(type, object));
      }
    }
  }

  #answer(message: http.IncomingMessage, response: http.ServerResponse): void {
    const url = new URL(message.url ?? '/', 'http://fake');
    const collection = this.#collection(url.pathname);
    const watching = url.searchParams.get('watch') === 'true';
    const request: FakeRequest = {
      path: url.pathname,
      query: url.searchParams,
      verb: verbOf(url.pathname, watching),
      token: message.headers.authorization?.replace('Bearer ', ''),
    };
    this.requests.push(request);
    if (this.intercept?.(request, response)) {
      return;
    }
    if (this.tokens && !this.tokens.has(request.token ?? '')) {
      status(response, 401, 'Unauthorized');
    } else if (request.verb === 'discover') {
      this.#discover(url.pathname, response);
    } else if (!collection) {
      response.writeHead(404).end('404 page not found\n');
    } else if (watching) {
      this.#watch(collection, request.query, response);
    } else {
      this.#list(collection, request.query, response);
    }
  }

  #collection(
    path: string,
  ): { resource: ResourceType; namespace?: string } | undefined {
    const namespace = /\/namespaces\/([^/]+)\//.exec(path)?.[1];
    const resource = this.#resources.find(
      candidate => resourcePath(candidate, namespace) === path,
    );
    return resource && { resource, namespace };
  }

  #discover(path: string, response: http.ServerResponse): void {
    if (path === '/apis') {
      const names = [...new Set(this.#resources.map(({ group }) => group))];
      const groups = names.filter(Boolean).map(name => ({
        name,
        versions: this.#resources
          .filter(({ group }) => group === name)
          .map(({ version }) => ({ version })),
      }));
      json(response, { kind: 'APIGroupList', groups });
      return;
    }
    const served = this.#resources.filter(
      ({ group, version }) =>
        path === (group ? `/apis/${group}/${version}` : `/api/${version}`),
    );
    if (served.length === 0 && path !== '/api/v1') {
      response.writeHead(404).end('404 page not found\n');
      return;
    }
    const resources = served.map(({ plural, kind, namespaced }) => ({
      name: plural,
      kind,
      namespaced,
      verbs: ['get', 'list', 'watch'],
    }));
    json(response, { kind: 'APIResourceList', resources });
  }

  #list(
    collection: { resource: ResourceType; namespace?: string },
    query: URLSearchParams,
    response: http.ServerResponse,
  ): void {
    const { resource, namespace } = collection;
    const [version, from] = (query.get('continue') ?? `${this.version}:0`)
      .split(':')
      .map(Number);
    if (version < this.#compacted) {
      status(response, 410, 'Expired');
      return;
    }
    const key = `${version} ${resourcePath(resource, namespace)}`;
    const all = this.#snapshots.get(key) ?? this.objects(resource, namespace);
    this.#snapshots.set(key, all);
    const limit = Number(query.get('limit') ?? all.length);
    const next = from + limit;
    json(response, {
      kind: `${resource.kind}List`,
      apiVersion: apiVersionOf(resource),
      metadata: {
        resourceVersion: String(version),
        continue: next < all.length ? `${version}:${next}` : undefined,
      },
      items: all
        .slice(from, next)
        .map(({ apiVersion, kind, ...object }) =>
          resource.group ? { apiVersion, kind, ...object } : object,
        ),
    });
  }

  #watch(
    collection: { resource: ResourceType; namespace?: string },
    query: URLSearchParams,
    response: http.ServerResponse,
  ): void {
    const { resource, namespace } = collection;
    const streams = query.get('sendInitialEvents') === 'true';
    if (streams && this.watchList === 'refused') {
      status(response, 422, 'Invalid');
      return;
    }
    const from = query.get('resourceVersion');
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    if (from !== null && Number(from) < this.#compacted) {
      response.end(
        line('ERROR', { kind: 'Status', code: 410, reason: 'Expired' }),
      );
      return;
    }
    if (from === null) {
      for (const object of this.objects(resource, namespace)) {
        response.write(line('ADDED', object));
      }
      if (streams && this.watchList === 'served') {
        response.write(
          this.#bookmark(resource, { 'k8s.io/initial-events-end': 'true' }),
        );
      }
    } else {
      const path = resourcePath(resource);
      for (const change of this.#changes) {
        const { object } = change;
        if (
          change.path === path &&
          change.version > Number(from) &&
          (namespace === undefined || object.metadata.namespace === namespace)
        ) {
          response.write(line(change.type, object));
        }
      }
    }
    const watch = { resource, namespace, response };
    this.watches.add(watch);
    response.once('close', () => this.watches.delete(watch));
  }

  #bookmark(
    resource: ResourceType,
    annotations?: Record<string, string>,
  ): string {
    return !this.bookmarks && !annotations
      ? ''
      : line('BOOKMARK', {
          kind: resource.kind,
          apiVersion: apiVersionOf(resource),
          metadata: { resourceVersion: String(this.version), annotations },
        });
  }
}

export function line(type: string, object: object): string {
  return `${JSON.stringify({ type, object })}\n`;
}

export function status(
  response: http.ServerResponse,
  code: number,
  reason: string,
  headers: Record<string, string> = {},
): true {
  response.writeHead(code, { 'content-type': 'application/json', ...headers });
  response.end(
    JSON.stringify({ kind: 'Status', code, reason, message: reason }),
  );
  return true;
}

function json(response: http.ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function verbOf(path: string, watching: boolean): FakeRequest['verb'] {
  if (/^\/(apis|api\/v1|apis\/[^/]+\/[^/]+)$/.test(path)) {
    return 'discover';
  }
  return watching ? 'watch' : 'list';
}

function apiVersionOf({ group, version }: ResourceType): string {
  return group ? `${group}/${version}` : version;
}
