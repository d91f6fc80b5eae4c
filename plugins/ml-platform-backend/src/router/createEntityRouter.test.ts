import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import { EntityState } from '@callboard/plugin-ml-platform-common';
import express from 'express';
import { Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { readEvents } from '../__testUtils__/openEvents';
import { until } from '../__testUtils__/until';
import { EntityAccess } from '../services/entities/AuthorizedEntityStates';
import { ChangeHub } from '../services/live/ChangeHub';
import { EntityStreams } from './EntityStreams';
import { createEntityRouter } from './createEntityRouter';

const section = { items: [], sources: [], lookedFor: [] };
const state: EntityState = {
  entityRef: 'component:default/x',
  workloads: section,
  accelerators: section,
  models: section,
};
const access: EntityAccess = {
  binding: { entityRef: 'component:default/x', owners: [], models: [] },
  workloads: { denied: false, conditional: false, allows: () => true },
  models: true,
};

describe('the event stream', () => {
  let server: Server;
  let streams: EntityStreams;
  let authorize: jest.Mock<Promise<EntityAccess>>;
  let url: string;
  let expiresAt: Date | undefined;

  beforeEach(async () => {
    streams = new EntityStreams();
    authorize = jest.fn(async () => access);
    expiresAt = undefined;
    const httpAuth = mockServices.httpAuth.mock();
    httpAuth.credentials.mockImplementation(async () => ({
      ...mockCredentials.user(),
      expiresAt,
    }));
    const app = express();
    app.use(
      createEntityRouter({
        states: { authorize, read: () => state },
        streams,
        stream: {
          changes: new ChangeHub(),
          timings: { coalesceMs: 1, ageMs: 5000, heartbeatMs: 20 },
          reauthorizeMs: 30,
          logger: mockServices.logger.mock(),
        },
        httpAuth,
        auditor: mockServices.auditor.mock({
          createEvent: async () => ({
            success: async () => {},
            fail: async () => {},
          }),
        }),
      }),
    );
    server = app.listen(0, '127.0.0.1');
    await new Promise(resolve => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    url = `http://127.0.0.1:${port}/component/default/x/stream`;
  });

  afterEach(async () => {
    streams.stop();
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  it('cannot be held back by a compressing proxy and shows that it is open', async () => {
    const response = await fetch(url);
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(response.headers.get('cache-control')).toContain('no-transform');
    const events = readEvents(response);
    expect((await events.next())?.event).toBe('workloads');
    expect((await events.next())?.event).toBe('accelerators');
    expect((await events.next())?.event).toBe('models');
    const rest = events.next();
    await until(
      async () => events.comments.length,
      count => count >= 2,
    );
    await events.close();
    await rest;
  });

  it.each([
    [
      'the right is taken away',
      () => authorize.mockRejectedValue(new NotAllowedError('no')),
    ],
    [
      'the annotations change',
      () =>
        authorize.mockResolvedValue({
          ...access,
          binding: { ...access.binding, kubernetesId: 'other' },
        }),
    ],
    ['the backend stops', () => streams.stop()],
  ])('ends when %s', async (_, happen) => {
    const events = readEvents(await fetch(url));
    await events.next();
    happen();
    while (await events.next());
    expect(authorize).toHaveBeenCalled();
  });

  it('ends when the token expires', async () => {
    expiresAt = new Date(Date.now() + 50);
    const events = readEvents(await fetch(url));
    while (await events.next());
    expect(Date.now()).toBeGreaterThanOrEqual(expiresAt.getTime() - 5);
  });

  it('bounds the streams of one person and frees them on leaving', async () => {
    const open = [];
    for (let i = 0; i < 20; i += 1) {
      open.push(await fetch(url));
    }
    const refused = await fetch(url);
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({
      error: { name: 'TooManyRequestsError' },
    });
    await Promise.all(open.map(response => response.body?.cancel()));
    await until(
      async () => {
        const response = await fetch(url);
        await response.body?.cancel();
        return response.status;
      },
      status => status === 200,
    );
  });
});
