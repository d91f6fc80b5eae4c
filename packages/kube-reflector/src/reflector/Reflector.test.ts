import diagnosticsChannel from 'node:diagnostics_channel';
import { Socket } from 'node:net';
import { eventually, until } from '../__testUtils__/eventually';
import {
  FakeApiServer,
  FakeObject,
  line,
  status,
} from '../__testUtils__/FakeApiServer';
import { Mirror } from '../__testUtils__/Mirror';
import { PODS } from '../__testUtils__/resources';
import { Store } from '../store/Store';
import {
  createTransport,
  TransportOptions,
} from '../transport/createTransport';
import { KubeTransport } from '../transport/KubeTransport';
import { ReflectorStatus } from '../types';
import { Reflector } from './Reflector';
import { ReflectorOptions } from './ReflectorOptions';

const FAST: ReflectorOptions = {
  pageSize: 5,
  inactivityMs: 400,
  initialEventsMs: 80,
  deniedRetryMs: 30,
  backoff: { baseMs: 4, capMs: 40, healthyMs: 20 },
};

function project(raw: unknown): FakeObject | undefined {
  const object = raw as FakeObject;
  if (object.spec.text === 'unreadable') {
    throw new Error('unreadable');
  }
  return object.spec.text === 'hidden' ? undefined : object;
}

describe('Reflector', () => {
  let server: FakeApiServer;
  let store: Store<FakeObject>;
  let mirror: Mirror<FakeObject>;
  let reflector: Reflector<FakeObject>;
  let transport: KubeTransport;
  let states: ReflectorStatus['state'][];

  beforeEach(async () => {
    server = await FakeApiServer.start(PODS);
    store = new Store<FakeObject>({ indexedLabels: ['team'] });
    mirror = new Mirror(store);
    states = [];
    for (let i = 0; i < 12; i += 1) {
      server.put(PODS, `pod-${i}`);
    }
  });

  afterEach(async () => {
    await reflector.stop();
    mirror.verify();
    await until('closed', () => server.watches.size === 0);
    await server.close();
  });

  function follow(
    options: ReflectorOptions = {},
    access: Partial<TransportOptions> = {},
  ): Promise<void> {
    transport = createTransport({ server: server.url, ...access });
    reflector = new Reflector({
      transport,
      resource: PODS,
      store,
      project,
      options: { ...FAST, ...options },
      onStatus: ({ state }) => states.push(state),
    });
    reflector.start();
    return reflector.synced();
  }

  /** The store, its deltas and its indexes say what the server says. */
  function converged(): Promise<void> {
    const versions = (objects: FakeObject[]) =>
      objects
        .map(({ metadata }) => `${metadata.uid} ${metadata.resourceVersion}`)
        .sort();
    return eventually(() => {
      const truth = server
        .objects(PODS)
        .filter(({ spec }) => spec.text !== 'hidden');
      expect(versions(store.list())).toEqual(versions(truth));
      expect(versions([...mirror.objects.values()])).toEqual(versions(truth));
      for (const object of truth) {
        const { namespace, name, uid } = object.metadata;
        expect(store.getByName(namespace, name)?.metadata.uid).toBe(uid);
      }
    });
  }

  function live(): Promise<void> {
    return eventually(() => expect(reflector.status.state).toBe('live'));
  }

  /** Change everything in every way, and expect it to arrive. */
  async function stillFollows(): Promise<void> {
    server.put(PODS, `new-${server.version}`);
    server.put(PODS, 'pod-1');
    server.delete(PODS, 'pod-2');
    server.put(PODS, 'pod-2');
    await converged();
    await live();
  }

  describe.each([
    ['watch-list', { watchList: true }],
    ['paged list', { watchList: false }],
  ])('by %s', (_, mode) => {
    it('syncs, follows changes, and tells its state', async () => {
      await follow(mode);
      await converged();
      const before = Date.now();
      await stillFollows();
      expect(reflector.status).toEqual({
        state: 'live',
        observedAt: expect.any(Number),
      });
      expect(reflector.status.observedAt).toBeGreaterThanOrEqual(before);
      expect(states).toEqual(['live']);
      expect(reflector.metrics).toMatchObject({
        lists: 1,
        relists: 0,
        pages: mode.watchList ? 0 : 3,
        watches: 1,
        events: 4,
        bookmarks: mode.watchList ? 1 : 0,
      });
      expect(store.getByName('default', 'pod-3')).toMatchObject({
        apiVersion: 'v1',
        kind: 'Pod',
      });
    });

    it('goes on from the last version after a clean end, a reset and a dead server', async () => {
      await follow(mode);
      await live();
      server.bookmark();
      server.endWatches();
      await stillFollows();

      server.resetWatches();
      await stillFollows();

      const restart = await server.kill();
      await eventually(() =>
        expect(reflector.status).toMatchObject({
          state: 'stale',
          error: expect.stringContaining('ECONNREFUSED'),
        }),
      );
      server.put(PODS, 'while-away');
      server.delete(PODS, 'pod-5');
      await restart();
      await stillFollows();
      expect(reflector.metrics.relists).toBe(0);
    });

    it('relists after 410 at the start and in the stream, and deletes what has vanished', async () => {
      await follow(mode);
      server.intercept = ({ verb, query }, response) =>
        verb === 'watch' && query.has('resourceVersion')
          ? status(response, 410, 'Expired')
          : undefined;
      server.resetWatches();
      server.delete(PODS, 'pod-7');
      server.put(PODS, 'pod-8');
      await eventually(() =>
        expect(reflector.metrics.relists).toBeGreaterThan(0),
      );
      server.intercept = undefined;
      await stillFollows();

      const { relists } = reflector.metrics;
      server.muteWatches();
      const sockets = [...server.sockets];
      server.delete(PODS, 'pod-9');
      server.put(PODS, 'pod-10');
      server.compact();
      sockets.forEach(socket => socket.resetAndDestroy());
      await stillFollows();
      expect(reflector.metrics.relists).toBe(relists + 1);
      expect(mirror.log.filter(entry => entry === 'modified pod-3')).toEqual(
        [],
      );
    });

    it('sees a recreated object as another one, also across a gap', async () => {
      await follow(mode);
      await converged();
      const old = store.getByName('default', 'pod-4')?.metadata.uid ?? '';
      server.muteWatches();
      server.delete(PODS, 'pod-4');
      server.put(PODS, 'pod-4');
      server.compact();
      mirror.log.length = 0;
      await converged();
      expect(store.get(old)).toBeUndefined();
      expect(mirror.log).toEqual(['deleted pod-4', 'added pod-4']);
    });

    it('starts over when a backup was restored and versions went back', async () => {
      await follow(mode);
      const restore = server.backup();
      for (let i = 0; i < 20; i += 1) {
        server.put(PODS, 'pod-1');
      }
      server.put(PODS, 'lost-with-the-backup');
      await converged();
      restore();
      // The old timeline had other content under these very versions.
      for (let i = 0; i < 20; i += 1) {
        server.put(PODS, 'pod-1', { text: 'after the restore' });
      }
      server.version -= 10;
      await converged();
      await eventually(() =>
        expect(store.getByName('default', 'pod-1')?.spec.text).toBe(
          'after the restore',
        ),
      );
      expect(reflector.metrics.errors.rewound).toBe(1);
      server.version += 30;
      await stillFollows();
    });

    it.each(['connecting', 'answering', 'sleeping', 'live'] as const)(
      'leaves nothing open when stopped while %s',
      async moment => {
        const sockets: Socket[] = [];
        let connects = () => {};
        const connecting = new Promise<void>(resolve => {
          connects = resolve;
        });
        const onSocket = (message: unknown) => {
          sockets.push((message as { socket: Socket }).socket);
          connects();
        };
        diagnosticsChannel.subscribe('net.client.socket', onSocket);
        server.intercept = (_request, response) =>
          moment === 'answering' ||
          (moment === 'sleeping' &&
            status(response, 503, 'Busy', { 'retry-after': '60' }));
        const outcome = follow(mode).then(
          () => 'synced',
          (error: Error) => error.message,
        );
        await {
          connecting: () => connecting,
          answering: () =>
            eventually(() => expect(server.requests).toHaveLength(1)),
          sleeping: () =>
            eventually(() => expect(reflector.status.error).toBe('Busy')),
          live,
        }[moment]?.();

        await reflector.stop();
        await transport.closeIdle?.();

        diagnosticsChannel.unsubscribe('net.client.socket', onSocket);
        expect(sockets.length).toBeGreaterThan(0);
        expect(sockets.every(socket => socket.closed)).toBe(true);
        expect(await outcome).toBe(
          moment === 'live' ? 'synced' : 'The reflector is stopped',
        );
        const asked = server.requests.length;
        await new Promise(resolve => setTimeout(resolve, 20));
        expect(server.requests.length).toBe(asked);
        expect(server.sockets.size).toBe(0);
      },
    );
  });

  it('restarts a list whose page token expired, and loses nothing', async () => {
    let pages = 0;
    server.intercept = ({ query }) => {
      if (query.has('continue')) {
        pages += 1;
        if (pages === 2 || pages === 4) {
          server.delete(PODS, `pod-${pages + 1}`);
          server.put(PODS, `pod-${pages + 5}`);
          server.compact();
        }
      }
      return undefined;
    };
    await follow({ watchList: false });
    await converged();
    expect(reflector.metrics.lists).toBe(1);
    expect(reflector.metrics.errors.expired).toBe(2);
    // Two expired tokens, then all in one answer.
    expect(
      server.requests.filter(r => r.verb === 'list').pop()?.query.size,
    ).toBe(0);
    await stillFollows();
  });

  it.each(['refused', 'ignored'] as const)(
    'falls back to a list when watch-list is %s',
    async watchList => {
      server.watchList = watchList;
      await follow();
      await converged();
      expect(reflector.metrics).toMatchObject({ lists: 1, pages: 3 });
      server.compact();
      server.resetWatches();
      await stillFollows();
      const streams = server.requests.filter(({ query }) =>
        query.has('sendInitialEvents'),
      );
      expect(streams).toHaveLength(1);
    },
  );

  it('moves on with bookmarks, so that compaction costs nothing', async () => {
    await follow();
    server.version += 500;
    server.bookmark();
    server.compact();
    await eventually(() => expect(reflector.metrics.bookmarks).toBe(2));
    server.resetWatches();
    await stillFollows();
    expect(reflector.metrics.relists).toBe(0);
    expect(reflector.metrics.errors.expired).toBe(0);
  });

  it('lives without bookmarks', async () => {
    server.bookmarks = false;
    await follow({ watchList: false, inactivityMs: 40 });
    await eventually(() =>
      expect(reflector.metrics.errors.timeout).toBeGreaterThan(1),
    );
    await stillFollows();
    expect(reflector.metrics.relists).toBe(0);
  });

  it('waits as long as a 429 or 503 says, then goes on', async () => {
    await follow();
    for (const code of [429, 503]) {
      const times: number[] = [];
      server.intercept = ({ verb }, response) => {
        times.push(performance.now());
        return verb === 'watch' && times.length < 3
          ? status(response, code, 'Busy', { 'retry-after': '1' })
          : undefined;
      };
      server.resetWatches();
      await eventually(() => expect(times.length).toBeGreaterThan(2));
      expect(times[2] - times[1]).toBeGreaterThan(990);
      await stillFollows();
    }
    expect(reflector.metrics.errors).toMatchObject({ throttled: 1, server: 1 });
    expect(reflector.metrics.relists).toBe(0);
  });

  it('rides out a burst of server errors, whatever they look like', async () => {
    await follow();
    let left = 12;
    server.intercept = (_request, response) => {
      left -= 1;
      const code = [500, 502, 503, 504][left % 4];
      if (left > 6) {
        return status(response, code, 'Busy');
      }
      if (left > 0) {
        response.writeHead(code).end('<html>a proxy');
        return true;
      }
      return undefined;
    };
    server.resetWatches();
    server.put(PODS, 'pod-6');
    await stillFollows();
    expect(states).toContain('stale');
    expect(reflector.metrics.errors.server).toBe(11);
    expect(reflector.metrics.relists).toBe(0);
  });

  it('notices a connection that is open but dead', async () => {
    await follow();
    server.muteWatches();
    server.put(PODS, 'pod-3');
    await stillFollows();
    expect(reflector.metrics.errors.timeout).toBe(1);

    // A server that takes the connection and never answers.
    server.intercept = () => true;
    server.resetWatches();
    await eventually(() =>
      expect(reflector.metrics.errors.timeout).toBeGreaterThan(1),
    );
    expect(reflector.status.state).toBe('stale');
    server.intercept = undefined;
    await stillFollows();
  });

  it('does not take a drip of bytes for life', async () => {
    await follow({ inactivityMs: 100 });
    const [{ response }] = server.watches;
    server.muteWatches();
    const drip = setInterval(() => response.write('1'), 5);
    await eventually(() =>
      expect(reflector.metrics.errors.timeout).toBeGreaterThan(0),
    );
    clearInterval(drip);
    await stillFollows();
  });

  it.each<[string, () => void]>([
    ['garbage', () => server.write('{"type":"ADDED","obj\n')],
    ['another kind of JSON', () => server.write('[1]\n{"a":1}\n')],
    [
      'bytes that are not UTF-8',
      () => server.write(Buffer.from('22ff220a', 'hex')),
    ],
    [
      'an event without a version',
      () => server.write(line('ADDED', { metadata: { uid: 'x' } })),
    ],
    [
      'an unknown type',
      () =>
        server.write(line('SPLIT', { metadata: { resourceVersion: '99999' } })),
    ],
    ['a line too long', () => server.write(`"${'x'.repeat(70_000)}`)],
  ])('takes up again before %s', async (_, garble) => {
    await follow({ maxLineBytes: 65_536 });
    server.put(PODS, 'pod-1');
    await converged();
    garble();
    server.muteWatches();
    // Never sent on the garbled connection: only a replay can bring it.
    server.put(PODS, 'pod-3');
    await stillFollows();
    expect(reflector.metrics.errors.protocol).toBeGreaterThan(0);
    expect(reflector.metrics.relists).toBe(0);
  });

  it('takes up again before a line that was cut', async () => {
    await follow();
    const [{ response }] = server.watches;
    server.muteWatches();
    const object = server.put(PODS, 'pod-3');
    const text = line('MODIFIED', object);
    response.write(text.slice(0, text.length / 2));
    setImmediate(() => response.end());
    await stillFollows();
    expect(reflector.metrics.errors.protocol).toBe(1);
    expect(reflector.metrics.relists).toBe(0);
  });

  it('puts characters together that arrive in two pieces', async () => {
    await follow();
    const [{ response }] = server.watches;
    server.muteWatches();
    const text = 'Ünïcödé 🎭 幕';
    const object = server.put(PODS, 'pod-3', { text });
    const bytes = Buffer.from(line('MODIFIED', object));
    for (const byte of bytes) {
      response.write(Buffer.from([byte]));
      await new Promise(resolve => setImmediate(resolve));
    }
    await converged();
    expect(store.getByName('default', 'pod-3')?.spec.text).toBe(text);
    expect(reflector.metrics.errors.protocol).toBe(0);
  });

  it('keeps the last state of what cannot be read, and leaves out what is not wanted', async () => {
    await follow({ watchList: false });
    await converged();
    const last = store.getByName('default', 'pod-3');
    server.put(PODS, 'pod-3', { text: 'unreadable' });
    server.put(PODS, 'pod-4', { text: 'hidden' });
    server.put(PODS, 'never-seen', { text: 'unreadable' });
    server.put(PODS, 'pod-5');
    const { version } = server;
    await eventually(() =>
      expect(
        store.getByName('default', 'pod-5')?.metadata.resourceVersion,
      ).toBe(String(version)),
    );
    const kept = () => {
      expect(store.getByName('default', 'pod-3')).toBe(last);
      expect(store.getByName('default', 'pod-4')).toBeUndefined();
      expect(store.size).toBe(11);
    };
    kept();
    expect(reflector.metrics.projectionErrors).toBe(2);
    server.compact();
    server.resetWatches();
    server.version += 1;
    server.compact();
    await eventually(() => expect(reflector.metrics.relists).toBe(1));
    kept();
    expect(reflector.metrics.projectionErrors).toBe(4);
    server.put(PODS, 'pod-3');
    server.delete(PODS, 'never-seen');
    await stillFollows();
  });

  it('asks again for a token that was rotated, and tells when it is refused', async () => {
    server.tokens = new Set(['first']);
    let issued = 'first';
    let cached = issued;
    const asked: boolean[] = [];
    await follow(
      {},
      {
        token: async ({ refresh }) => {
          asked.push(refresh);
          cached = refresh ? issued : cached;
          return cached;
        },
      },
    );
    server.tokens = new Set(['second']);
    issued = 'second';
    server.resetWatches();
    await stillFollows();
    expect(states).not.toContain('denied');
    expect(asked.filter(Boolean)).toHaveLength(1);

    server.tokens = new Set(['third']);
    server.resetWatches();
    await eventually(() => expect(reflector.status.state).toBe('denied'));
    expect(reflector.status.error).toBe('Unauthorized');
    expect(JSON.stringify(reflector.status)).not.toContain('second');
    issued = 'third';
    await stillFollows();
    expect(reflector.metrics.relists).toBe(0);
  });

  it('is denied by 403, slowly asks again, and comes back', async () => {
    server.intercept = (_request, response) => status(response, 403, 'No');
    follow({ deniedRetryMs: 40 }).catch(() => {});
    await eventually(() => expect(reflector.status.state).toBe('denied'));
    const asked = server.requests.length;
    await new Promise(resolve => setTimeout(resolve, 100));
    expect(server.requests.length - asked).toBeLessThan(7);
    server.intercept = undefined;
    await stillFollows();
  });

  it('tells a resource that is gone from a proxy that lost its way', async () => {
    await follow();
    await converged();
    server.intercept = ({ verb }, response) => {
      if (verb !== 'discover') {
        response.writeHead(404).end('<html>no such page');
        return true;
      }
      return undefined;
    };
    server.resetWatches();
    await eventually(() =>
      expect(reflector.metrics.errors.absent).toBeGreaterThan(2),
    );
    expect(reflector.status.state).toBe('stale');
    expect(store.size).toBe(12);

    server.intercept = undefined;
    server.serve();
    await eventually(() => expect(reflector.status.state).toBe('absent'));
    expect(store.size).toBe(0);
    server.serve(PODS);
    await stillFollows();
  });

  it('converges under a storm, with a slow consumer and breaking connections', async () => {
    await follow({ inactivityMs: 5_000, pageSize: 500 });
    let largest = 0;
    store.subscribe(deltas => {
      largest = Math.max(largest, deltas.length);
      const busyUntil = performance.now() + 2;
      while (performance.now() < busyUntil);
    });
    for (let i = 0; i < 10_000; i += 1) {
      server.put(PODS, `storm-${i}`, { namespace: `ns-${i % 50}` });
      if (i % 3 === 0) {
        server.delete(PODS, `storm-${i}`, `ns-${i % 50}`);
      }
      if (i % 2_500 === 0) {
        server.resetWatches();
        await new Promise(resolve => setTimeout(resolve, 10));
      }
    }
    await eventually(() => expect(store.size).toBe(6_678), 20_000);
    await converged();
    expect(largest).toBeLessThan(5_000);
    await stillFollows();
  });
});
