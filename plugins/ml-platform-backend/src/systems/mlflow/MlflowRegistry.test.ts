import { mockServices } from '@backstage/backend-test-utils';
import { FakeUpstream } from '../../__testUtils__/FakeUpstream';
import { until } from '../../__testUtils__/until';
import { MlflowRegistry } from './MlflowRegistry';

const API = '/mlflow/api/2.0/mlflow';

interface FakeModel {
  name: string;
  updated: number;
  versions: { version: string; run: string; status?: string }[];
}

describe('MlflowRegistry', () => {
  let upstream: FakeUpstream;
  let registry: MlflowRegistry;
  let models: FakeModel[];
  let polls: number;

  beforeEach(async () => {
    upstream = await FakeUpstream.start();
    polls = 0;
    models = ['a', "it's b"].map(name => ({
      name,
      updated: 1,
      versions: [{ version: '1', run: `run-${name}` }],
    }));
    upstream.routes.set(`${API}/registered-models/search`, query => {
      const page = Number(query.get('page_token') ?? 0);
      const model = models[page];
      return {
        body: {
          // A server leaves an empty list out.
          ...(model && {
            registered_models: [
              {
                name: model.name,
                last_updated_timestamp: model.updated,
                latest_versions: model.versions,
              },
            ],
          }),
          ...(page + 1 < models.length && { next_page_token: `${page + 1}` }),
        },
      };
    });
    upstream.routes.set(`${API}/model-versions/search`, query => {
      const name = /^name=(['"])(.*)\1$/.exec(query.get('filter') ?? '')?.[2];
      const model = models.find(candidate => candidate.name === name);
      return {
        body: {
          model_versions: model?.versions.map(({ version, run, status }) => ({
            name,
            version,
            run_id: run,
            status: status ?? 'READY',
          })),
        },
      };
    });
    upstream.routes.set(`${API}/runs/get`, query => {
      const id = query.get('run_id') ?? '';
      return id.includes('deleted')
        ? {
            status: 404,
            body: { error_code: 'RESOURCE_DOES_NOT_EXIST', message: id },
          }
        : {
            body: {
              run: {
                info: {
                  run_id: id,
                  experiment_id: 1,
                  status: id.includes('live') ? 'RUNNING' : 'FINISHED',
                },
                data: { metrics: [{ key: 'loss', value: polls }] },
              },
            },
          };
    });
    registry = new MlflowRegistry({
      config: {
        id: 'main',
        url: `${upstream.url}/mlflow`,
        webUrl: 'https://mlflow.example.com',
        credentials: { username: 'ana', password: 'canary' },
        workspace: 'team-a',
        pollSeconds: 0.05,
      },
      logger: mockServices.logger.mock(),
      onChange: () => {
        polls += 1;
      },
    });
  });

  afterEach(async () => {
    await registry.stop();
    await upstream.down();
  });

  const nextPoll = async () => {
    const before = polls;
    await until(
      async () => polls,
      count => count > before + 1,
    );
  };
  const count = (path: string) =>
    upstream.requests.filter(request => request === `${API}/${path}`).length;

  it('pages through models and reads versions and runs once', async () => {
    registry.start();
    await nextPoll();
    expect(registry.status().state).toBe('live');
    expect(registry.get('a')?.versions[0].metrics[0].key).toBe('loss');
    expect(registry.get("it's b")?.versions).toHaveLength(1);
    expect(registry.get('c')).toBeUndefined();
    await nextPoll();
    expect(count('runs/get')).toBe(2);
  });

  it('follows new versions, unfinished runs and deletions', async () => {
    registry.start();
    await nextPoll();
    models[0].updated = 2;
    models[0].versions.push(
      { version: '10', run: 'run-live', status: 'PENDING_REGISTRATION' },
      { version: '9', run: 'run-deleted', status: 'LATER_STATUS' },
    );
    models.splice(1, 1);
    await nextPoll();
    const model = registry.get('a');
    expect(
      model?.versions.map(({ version, status }) => [version, status]),
    ).toEqual([
      ['10', 'PENDING_REGISTRATION'],
      ['9', 'UNKNOWN'],
      ['1', 'READY'],
    ]);
    expect(model?.versions[1]).toMatchObject({
      runId: 'run-deleted',
      metrics: [],
    });
    expect(model?.versions[1].runUrl).toBeUndefined();
    expect(registry.get("it's b")).toBeUndefined();
    const loss = () => registry.get('a')?.versions[0].metrics[0].value ?? 0;
    const before = loss();
    await until(
      async () => loss(),
      value => value > before,
    );
  });

  it.each<[string, { status?: number; body: unknown }, RegExp]>([
    ['no credentials', { status: 401, body: '' }, /credentials \(401\)/],
    [
      'an unknown host',
      { status: 403, body: 'Invalid Host header - possible DNS rebinding' },
      /--allowed-hosts/,
    ],
    [
      'no permission',
      { status: 403, body: { error_code: 'PERMISSION_DENIED', message: 'no' } },
      /answered 403: no/,
    ],
    ['a server error', { status: 500, body: '<html>' }, /answered 500$/],
    ['a cut answer', { body: '{"registered_models": [' }, /cannot be read/],
    ['another page', { body: '<html>' }, /cannot be read/],
    ['a redirect', { status: 302, body: '' }, /answered 302/],
  ])('keeps the last state over %s', async (_, answer, error) => {
    registry.start();
    await nextPoll();
    const path = `${API}/registered-models/search`;
    const good = upstream.routes.get(path)!;
    upstream.routes.set(path, () => answer);
    const status = await until(
      async () => registry.status(),
      ({ state }) => state === 'stale',
    );
    expect(status.error).toMatch(error);
    expect(status.error).not.toContain('canary');
    expect(status.observedAt).toBeDefined();
    expect(registry.get('a')).toBeDefined();
    upstream.routes.set(path, good);
    await until(
      async () => registry.status(),
      ({ state }) => state === 'live',
    );
  });
});
