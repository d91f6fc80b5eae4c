import http from 'node:http';
import { AddressInfo } from 'node:net';
import { KubeObject } from '@callboard/plugin-ml-platform-node';

const RESOURCES: Record<
  string,
  [kind: string, plural: string, namespaced: boolean][]
> = {
  v1: [
    ['Pod', 'pods', true],
    ['Node', 'nodes', false],
    ['Event', 'events', true],
    ['Namespace', 'namespaces', false],
  ],
  'ray.io/v1': [
    ['RayJob', 'rayjobs', true],
    ['RayCluster', 'rayclusters', true],
  ],
  'kueue.x-k8s.io/v1beta2': [
    ['Workload', 'workloads', true],
    ['LocalQueue', 'localqueues', true],
    ['ClusterQueue', 'clusterqueues', false],
  ],
  'argoproj.io/v1alpha1': [['Application', 'applications', true]],
  'example.com/v1': [['SparkJob', 'sparkjobs', true]],
};

interface Watch {
  apiVersion: string;
  kind: string;
  response: http.ServerResponse;
}

/**
 * A server on 127.0.0.1 that answers as an API server (`/k8s`), an MLflow
 * server (`/mlflow`) and a Prometheus (`/prometheus`) would, from what a test
 * puts in, and that can be taken down.
 */
export class FakeUpstream {
  readonly objects = new Map<string, KubeObject>();
  /** By path below `/mlflow` and `/prometheus`; called with the query or form. */
  readonly routes = new Map<
    string,
    (query: URLSearchParams) => { status?: number; body: unknown }
  >();
  /** Kinds in the plural that the account may not read. */
  readonly denied = new Set<string>();
  /** Paths that were asked for, oldest first. */
  readonly requests: string[] = [];
  readonly #watches = new Set<Watch>();
  readonly #server = http.createServer((req, res) => this.#answer(req, res));
  #port = 0;
  #version = 100;

  static async start(): Promise<FakeUpstream> {
    const upstream = new FakeUpstream();
    await upstream.up();
    return upstream;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Listens; after `down` on the same port. */
  async up(): Promise<void> {
    await new Promise<void>(resolve =>
      this.#server.listen(this.#port, '127.0.0.1', resolve),
    );
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Drops all connections and refuses new ones. */
  async down(): Promise<void> {
    if (this.#server.listening) {
      const closed = new Promise(resolve => this.#server.close(resolve));
      this.#server.closeAllConnections();
      await closed;
    }
  }

  /** Creates or changes objects, as seen by watches. */
  put(...objects: KubeObject[]): void {
    for (const object of objects) {
      const type = this.objects.has(object.metadata.uid) ? 'MODIFIED' : 'ADDED';
      this.#version += 1;
      const stored = {
        ...object,
        metadata: {
          ...object.metadata,
          resourceVersion: String(this.#version),
        },
      };
      this.objects.set(object.metadata.uid, stored);
      this.#announce(type, stored);
    }
  }

  remove(...objects: KubeObject[]): void {
    for (const { metadata } of objects) {
      const stored = this.objects.get(metadata.uid);
      if (stored) {
        this.#version += 1;
        this.objects.delete(metadata.uid);
        this.#announce('DELETED', {
          ...stored,
          metadata: {
            ...stored.metadata,
            resourceVersion: String(this.#version),
          },
        });
      }
    }
  }

  #announce(type: string, object: KubeObject): void {
    for (const { apiVersion, kind, response } of this.#watches) {
      if (object.apiVersion === apiVersion && object.kind === kind) {
        response.write(`${JSON.stringify({ type, object })}\n`);
      }
    }
  }

  #answer(req: http.IncomingMessage, res: http.ServerResponse): void {
    const url = new URL(req.url ?? '/', this.url);
    this.requests.push(url.pathname);
    if (url.pathname.startsWith('/k8s/')) {
      this.#answerKube(
        url.pathname.slice('/k8s'.length),
        url.searchParams,
        res,
      );
      return;
    }
    let body = '';
    req.on('data', chunk => (body += chunk));
    req.on('end', () => {
      const form = new URLSearchParams(
        req.method === 'POST' ? body : url.search,
      );
      const answer = this.routes.get(url.pathname)?.(form) ?? {
        status: 404,
        body: { error_code: 'ENDPOINT_NOT_FOUND', message: url.pathname },
      };
      send(res, answer.body, answer.status);
    });
  }

  #answerKube(
    path: string,
    query: URLSearchParams,
    res: http.ServerResponse,
  ): void {
    if (path === '/apis') {
      const groups = Object.keys(RESOURCES)
        .filter(version => version !== 'v1')
        .map(groupVersion => ({
          name: groupVersion.split('/')[0],
          versions: [{ groupVersion, version: groupVersion.split('/')[1] }],
        }));
      send(res, { kind: 'APIGroupList', groups });
      return;
    }
    const [, root, ...rest] = path.split('/');
    const apiVersion = root === 'api' ? rest[0] : rest.slice(0, 2).join('/');
    const plural = rest[root === 'api' ? 1 : 2];
    const known = RESOURCES[apiVersion] ?? [];
    if (!plural) {
      const resources = known.map(([kind, name, namespaced]) => ({
        kind,
        name,
        namespaced,
        verbs: ['get', 'list', 'watch'],
      }));
      send(res, {
        kind: 'APIResourceList',
        groupVersion: apiVersion,
        resources,
      });
      return;
    }
    if (this.denied.has(plural)) {
      const message = `${plural} is forbidden`;
      send(res, { kind: 'Status', reason: 'Forbidden', message }, 403);
      return;
    }
    const kind = known.find(([, name]) => name === plural)?.[0] ?? '';
    const items = [...this.objects.values()].filter(
      object => object.apiVersion === apiVersion && object.kind === kind,
    );
    const metadata = { resourceVersion: String(this.#version) };
    if (query.get('watch') !== 'true') {
      send(res, { kind: `${kind}List`, apiVersion, metadata, items });
      return;
    }
    res.writeHead(200, { 'content-type': 'application/json' });
    res.flushHeaders();
    if (query.get('sendInitialEvents') === 'true') {
      const end = {
        kind,
        apiVersion,
        metadata: {
          ...metadata,
          annotations: { 'k8s.io/initial-events-end': 'true' },
        },
      };
      for (const event of [
        ...items.map(object => ({ type: 'ADDED', object })),
        { type: 'BOOKMARK', object: end },
      ]) {
        res.write(`${JSON.stringify(event)}\n`);
      }
    }
    const watch = { apiVersion, kind, response: res };
    this.#watches.add(watch);
    res.on('close', () => this.#watches.delete(watch));
  }
}

function send(res: http.ServerResponse, body: unknown, status = 200): void {
  res.writeHead(status, { 'content-type': 'application/json' });
  res.end(typeof body === 'string' ? body : JSON.stringify(body));
}
