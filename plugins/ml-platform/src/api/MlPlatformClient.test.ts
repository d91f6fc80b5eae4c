import { mockApis } from '@backstage/frontend-test-utils';
import { waitFor } from '@testing-library/react';
import { createServer, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { STATES } from '../../dev/fixtures/states';
import { EntityStateEvent } from './MlPlatformApi';
import { MlPlatformClient } from './MlPlatformClient';

const REF = { kind: 'Component', namespace: 'default', name: 'churn train' };

describe('MlPlatformClient', () => {
  let server: Server;
  let respond: (path: string, lastId: string, res: ServerResponse) => void;
  let client: MlPlatformClient;

  beforeEach(async () => {
    server = createServer((req, res) => {
      respond(req.url ?? '', `${req.headers['last-event-id'] ?? ''}`, res);
    });
    await new Promise<void>(done => {
      server.listen(0, '127.0.0.1', done);
    });
    const { port } = server.address() as AddressInfo;
    client = new MlPlatformClient({
      discoveryApi: mockApis.discovery({
        baseUrl: `http://127.0.0.1:${port}`,
      }),
      fetchApi: { fetch },
    });
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(done => {
      server.close(done);
    });
  });

  async function collect(signal = new AbortController().signal) {
    const events: EntityStateEvent[] = [];
    const stream = client.streamEntityState(REF, { signal, lastEventId: '6' });
    for await (const event of stream) {
      events.push(event);
    }
    return events;
  }

  it('reads a state and a fleet, and leaves out what it does not know', async () => {
    const paths: string[] = [];
    const state = STATES.empty();
    respond = (path, _, res) => {
      paths.push(path);
      res.setHeader('content-type', 'application/json');
      res.end(
        JSON.stringify(
          path.endsWith('/workloads')
            ? state.workloads
            : { ...state, quota: {} },
        ),
      );
    };
    expect(await client.getEntityState(REF)).toEqual(state);
    expect(await client.getFleetState()).toEqual(state.workloads);
    expect(paths).toEqual([
      '/api/ml-platform/entities/component/default/churn%20train',
      '/api/ml-platform/workloads',
    ]);
  });

  it('streams sections and signs of life, and resumes by id', async () => {
    const { models } = STATES.healthy();
    let asked = '';
    respond = (_path, lastId, res) => {
      asked = lastId;
      res.setHeader('content-type', 'text/event-stream');
      res.write(': keep-alive\n\nevent: models\nid: 7\nda');
      setTimeout(() =>
        res.end(
          `ta: ${JSON.stringify(models)}\n\nevent: quotas\nid: 8\ndata: {}\n\n`,
        ),
      );
    };
    expect(await collect()).toEqual([
      { type: 'alive' },
      { type: 'alive' },
      { type: 'section', id: '7', patch: { models } },
      { type: 'alive' },
    ]);
    expect(asked).toBe('6');
  });

  it('closes the connection when it is told to stop', async () => {
    const controller = new AbortController();
    let closed = false;
    respond = (_path, _lastId, res) => {
      res.on('close', () => {
        closed = true;
      });
      res.setHeader('content-type', 'text/event-stream');
      res.write(': hello\n\n');
    };
    const events = collect(controller.signal).catch(error => error.name);
    setTimeout(() => controller.abort(), 50);
    expect(await events).toBe('AbortError');
    await waitFor(() => expect(closed).toBe(true));
  });

  it.each([
    ['a broken connection', (res: ServerResponse) => res.destroy(), /./],
    [
      'an answer that is no section',
      (res: ServerResponse) => res.end('event: models\ndata: {"items":1}\n\n'),
      /malformed section/,
    ],
  ])('fails on %s', async (_case, finish, message) => {
    respond = (_path, _lastId, res) => {
      res.setHeader('content-type', 'text/event-stream');
      res.write(': hello\n\n');
      setTimeout(() => finish(res));
    };
    await expect(collect()).rejects.toThrow(message);
  });

  it('gives the error that the backend answers with', async () => {
    respond = (_path, _lastId, res) => {
      res.writeHead(403, { 'content-type': 'application/json' });
      res.end(
        JSON.stringify({
          error: { name: 'NotAllowedError', message: 'not yours' },
          response: { statusCode: 403 },
        }),
      );
    };
    await expect(client.getEntityState(REF)).rejects.toMatchObject({
      statusCode: 403,
      cause: { name: 'NotAllowedError', message: 'not yours' },
    });
    await expect(collect()).rejects.toMatchObject({ statusCode: 403 });
  });
});
