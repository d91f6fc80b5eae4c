import { eventually, until } from '../__testUtils__/eventually';
import {
  FakeApiServer,
  FakeObject,
  status,
} from '../__testUtils__/FakeApiServer';
import { Mirror } from '../__testUtils__/Mirror';
import { NODES, PODS, RAY_CLUSTERS } from '../__testUtils__/resources';
import { discover } from '../discovery/discover';
import { createTransport } from '../transport/createTransport';
import { ResourceSelector, StoredObject } from '../types';
import { ClusterReflector, ClusterReflectorOptions } from './ClusterReflector';

const SELECTORS: ResourceSelector[] = [
  { group: '', kind: 'Pod', versions: ['v1'] },
  { group: '', kind: 'Node', versions: ['v1'] },
  { group: 'ray.io', kind: 'RayCluster', versions: ['v1', 'v1alpha1'] },
];
const OLD_RAY_CLUSTERS = { ...RAY_CLUSTERS, version: 'v1alpha1' };
const signal = new AbortController().signal;

describe('ClusterReflector', () => {
  let server: FakeApiServer;
  let cluster: ClusterReflector;

  beforeEach(async () => {
    server = await FakeApiServer.start(PODS, NODES, RAY_CLUSTERS);
    server.put(NODES, 'node');
    for (const namespace of ['a', 'b', 'c']) {
      server.put(PODS, 'pod', { namespace });
    }
  });

  afterEach(async () => {
    await cluster?.stop();
    await until('closed', () => server.sockets.size === 0);
    await server.close();
  });

  function follow(options: Partial<ClusterReflectorOptions> = {}) {
    cluster = new ClusterReflector({
      transport: createTransport({ server: server.url }),
      selectors: SELECTORS.map(selector => ({
        selector,
        project: raw => raw as FakeObject,
      })),
      discoveryIntervalMs: 15,
      reflector: {
        deniedRetryMs: 30,
        backoff: { baseMs: 4, capMs: 40, healthyMs: 20 },
      },
      ...options,
    });
    cluster.start();
  }

  const states = () =>
    Object.fromEntries(
      Object.entries(cluster.statuses()).map(([kind, { state }]) => [
        kind,
        state,
      ]),
    );
  const ALL_LIVE = { Pod: 'live', Node: 'live', 'RayCluster.ray.io': 'live' };
  const allLive = () => eventually(() => expect(states()).toEqual(ALL_LIVE));

  it('follows every kind, tells of changes, and leaves nothing open', async () => {
    follow();
    let told = 0;
    const end = cluster.subscribe(() => {
      told += 1;
    });
    expect(cluster.status()).toEqual({ state: 'syncing' });
    await allLive();
    expect(cluster.store('', 'Pod')?.size).toBe(3);
    expect(cluster.store('ray.io', 'RayCluster')?.size).toBe(0);
    expect(cluster.store('ray.io', 'RayJob')).toBeUndefined();
    expect(cluster.metrics().Pod).toEqual([
      expect.objectContaining({ lists: 1 }),
    ]);
    const { state, observedAt } = cluster.status();
    expect(state).toBe('live');
    expect(observedAt).toBe(
      Math.min(
        ...Object.values(cluster.statuses()).map(s => s.observedAt ?? 0),
      ),
    );
    const before = told;
    server.put(NODES, 'node');
    await eventually(() => expect(told).toBeGreaterThan(before));
    end();
  });

  it('follows a CRD that comes, goes, comes back and changes version', async () => {
    server.serve(PODS, NODES);
    follow();
    await eventually(() =>
      expect(states()).toEqual({ ...ALL_LIVE, 'RayCluster.ray.io': 'absent' }),
    );
    expect(cluster.status().state).toBe('live');
    const store = cluster.store<FakeObject>('ray.io', 'RayCluster')!;
    const mirror = new Mirror(store);

    server.serve(PODS, NODES, OLD_RAY_CLUSTERS);
    server.put(OLD_RAY_CLUSTERS, 'ray');
    await eventually(() => expect(store.size).toBe(1));

    server.delete(OLD_RAY_CLUSTERS, 'ray');
    server.serve(PODS, NODES);
    await eventually(() =>
      expect(states()['RayCluster.ray.io']).toBe('absent'),
    );
    expect(store.size).toBe(0);

    server.serve(PODS, NODES, OLD_RAY_CLUSTERS);
    const object = server.put(OLD_RAY_CLUSTERS, 'ray');
    await eventually(() => expect(store.size).toBe(1));
    await allLive();

    // Both are served for a while, then the old one is not.
    object.apiVersion = 'ray.io/v1';
    server.serve(PODS, NODES, OLD_RAY_CLUSTERS, RAY_CLUSTERS);
    await eventually(() =>
      expect(store.getByName('default', 'ray')?.apiVersion).toBe('ray.io/v1'),
    );
    server.serve(PODS, NODES, RAY_CLUSTERS);
    await allLive();
    server.put(RAY_CLUSTERS, 'second');
    await eventually(() => expect(store.size).toBe(2));
    await eventually(() =>
      expect(mirror.log).toEqual([
        'added ray',
        'deleted ray',
        'added ray',
        'modified ray',
        'added second',
      ]),
    );
    mirror.verify();
    expect(cluster.metrics().Pod[0].lists).toBe(1);
  });

  it('goes on with the other kinds when one is forbidden', async () => {
    server.intercept = ({ path, verb }, response) =>
      verb !== 'discover' && path.endsWith('/nodes')
        ? status(response, 403, 'Forbidden')
        : undefined;
    follow();
    await eventually(() =>
      expect(states()).toEqual({ ...ALL_LIVE, Node: 'denied' }),
    );
    expect(cluster.status()).toMatchObject({
      state: 'denied',
      error: 'Forbidden',
      observedAt: undefined,
    });
    server.put(PODS, 'more');
    await eventually(() => expect(cluster.store('', 'Pod')?.size).toBe(4));
    server.intercept = undefined;
    await allLive();
  });

  it('goes on with what it knows while discovery fails, in part or in whole', async () => {
    let broken = '/apis/ray.io/v1';
    server.intercept = ({ path }, response) =>
      path === broken ? status(response, 503, 'Unavailable') : undefined;
    follow();
    await eventually(() =>
      expect(cluster.statuses()).toMatchObject({
        Pod: { state: 'live' },
        Node: { state: 'live' },
        'RayCluster.ray.io': { state: 'syncing', error: 'Unavailable' },
      }),
    );
    broken = '';
    await allLive();
    broken = '/apis';
    const asked = server.count('discover');
    await eventually(() =>
      expect(server.count('discover')).toBeGreaterThan(asked + 2),
    );
    server.put(PODS, 'more');
    await eventually(() => expect(cluster.store('', 'Pod')?.size).toBe(4));
    await allLive();

    const transport = createTransport({ server: server.url });
    await expect(discover(transport, SELECTORS, { signal })).rejects.toThrow(
      'Unavailable',
    );
    broken = '';
    await expect(discover(transport, SELECTORS, { signal })).resolves.toEqual([
      PODS,
      NODES,
      RAY_CLUSTERS,
    ]);
    await transport.closeIdle?.();
  });

  it('keeps to its namespaces', async () => {
    server.intercept = ({ path }, response) =>
      path === '/api/v1/pods' ? status(response, 403, 'Forbidden') : undefined;
    follow({ namespaces: ['a', 'b'] });
    await allLive();
    const pods = cluster.store('', 'Pod')!;
    expect(pods.size).toBe(2);
    server.put(PODS, 'more', { namespace: 'b' });
    server.put(PODS, 'more', { namespace: 'c' });
    await eventually(() => expect(pods.size).toBe(3));

    // A relist of one namespace says nothing about the other.
    server.muteWatches();
    server.delete(PODS, 'pod', 'b');
    server.compact();
    server.sockets.forEach(socket => socket.resetAndDestroy());
    await eventually(() => expect(pods.size).toBe(2));
    expect(pods.list('a')).toHaveLength(1);
    expect(pods.list('b')).toHaveLength(1);
    await allLive();
  });

  it('follows owners across kinds, up and down', async () => {
    const reference = ({ apiVersion, kind, metadata }: StoredObject) => ({
      apiVersion,
      kind,
      name: metadata.name,
      uid: metadata.uid,
    });
    const gone = {
      apiVersion: 'v1',
      kind: 'Gone',
      name: 'gone',
      uid: 'gone',
      controller: true,
    };
    const top = server.put(RAY_CLUSTERS, 'top', {
      metadata: { ownerReferences: [gone] },
    });
    const middle = server.put(RAY_CLUSTERS, 'middle', {
      metadata: { ownerReferences: [gone, reference(top)] },
    });
    const leaf = server.put(PODS, 'leaf', {
      metadata: { ownerReferences: [reference(middle)] },
    });
    follow();
    await allLive();
    const names = (objects: StoredObject[]) =>
      objects.map(({ metadata }) => metadata.name);
    expect(cluster.topOwner(leaf).metadata.name).toBe('top');
    expect(cluster.topOwner(top)).toBe(top);
    expect(names(cluster.descendants(top))).toEqual(['middle', 'leaf']);
    expect(names(cluster.descendants(leaf))).toEqual([]);

    // Owners that go in a circle end the walk.
    server.put(RAY_CLUSTERS, 'top', {
      metadata: { ...top.metadata, ownerReferences: [reference(leaf)] },
    });
    await eventually(() =>
      expect(names(cluster.descendants(leaf))).toEqual(['top', 'middle']),
    );
    expect(cluster.topOwner(leaf).metadata.name).toBe('top');
  });
});
