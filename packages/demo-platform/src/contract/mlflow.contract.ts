import { randomSuffix } from '../kube/randomSuffix';
import { valueAt } from '../kube/json';
import { ApiTarget } from './ContractTarget';
import { request } from './request';

const API = '/api/2.0/mlflow';

/** What our clients rely on in MLflow 3.18. */
export function mlflowContract(target: () => ApiTarget): void {
  describe('MLflow REST', () => {
    const name = `contract-${randomSuffix(5)}`;
    const get = (path: string, query: Record<string, string> = {}) =>
      request(target(), `${API}/${path}?${new URLSearchParams(query)}`);
    const send = (path: string, body: object, method = 'POST') =>
      request(target(), `${API}/${path}`, { method, body });
    let runId: string;

    it('is healthy and tells its version', async () => {
      expect((await request(target(), '/health')).text).toBe('OK');
      expect((await request(target(), '/version')).text).toMatch(/^3\./);
    });

    it('keeps runs with their metric histories', async () => {
      const experiment = await send('experiments/create', { name });
      const id = experiment.body.experiment_id;
      const found = await get('experiments/get-by-name', {
        experiment_name: name,
      });
      expect(valueAt(found.body, ['experiment', 'experiment_id'])).toBe(id);

      const created = await send('runs/create', {
        experiment_id: id,
        run_name: 'first',
        start_time: 1000,
      });
      runId = String(valueAt(created.body, ['run', 'info', 'run_id']));
      const metrics = [1, 2, 3].map(step => ({
        key: 'f1',
        value: step / 10,
        step,
        timestamp: 1000 + step,
      }));
      await send('runs/log-batch', {
        run_id: runId,
        metrics,
        params: [{ key: 'lr', value: '0.1' }],
        tags: [{ key: 'callboard.dev/workload', value: 'RayJob/x' }],
      });
      await send('runs/update', {
        run_id: runId,
        status: 'FINISHED',
        end_time: 2000,
      });
      const { body } = await get('runs/get', { run_id: runId });
      expect(body.run).toMatchObject({
        info: { status: 'FINISHED', run_name: 'first' },
        data: {
          metrics: [
            expect.objectContaining({ key: 'f1', value: 0.3, step: 3 }),
          ],
          params: [{ key: 'lr', value: '0.1' }],
        },
      });
      const history = await get('metrics/get-history', {
        run_id: runId,
        metric_key: 'f1',
      });
      expect(history.body.metrics).toMatchObject(
        metrics.map(({ value, step }) => ({ key: 'f1', value, step })),
      );
      const search = await send('runs/search', {
        experiment_ids: [id],
        filter:
          "metrics.f1 > 0.2 and tags.`callboard.dev/workload` = 'RayJob/x'",
      });
      expect(search.body.runs).toHaveLength(1);
      const none = await send('runs/search', {
        experiment_ids: [id],
        filter: 'metrics.f1 > 0.9',
      });
      expect(none.body.runs ?? []).toHaveLength(0);
    });

    it('moves aliases between versions', async () => {
      await send('registered-models/create', { name });
      for (const version of ['1', '2']) {
        const created = await send('model-versions/create', {
          name,
          source: `models:/contract/${version}`,
          run_id: runId,
        });
        expect(created.body.model_version).toMatchObject({
          version,
          status: 'READY',
          run_id: runId,
        });
      }
      for (const version of ['1', '2']) {
        await send('registered-models/alias', {
          name,
          alias: 'champion',
          version,
        });
        const read = await get('registered-models/alias', {
          name,
          alias: 'champion',
        });
        expect(read.body.model_version).toMatchObject({ name, version });
      }
      const model = await get('registered-models/get', { name });
      expect(model.body.registered_model).toMatchObject({
        aliases: [{ alias: 'champion', version: '2' }],
      });
      const versions = await get('model-versions/search', {
        filter: `name='${name}'`,
      });
      expect(versions.body.model_versions).toMatchObject([
        { version: '2' },
        { version: '1' },
      ]);
      await send(
        'registered-models/alias',
        { name, alias: 'champion' },
        'DELETE',
      );
      const gone = await get('registered-models/alias', {
        name,
        alias: 'champion',
      });
      expect(gone.status).toBeGreaterThanOrEqual(400);
    });

    it('pages by token', async () => {
      const query = { filter: `name='${name}'`, max_results: '1' };
      const first = await get('model-versions/search', query);
      expect(first.body.model_versions).toHaveLength(1);
      const second = await get('model-versions/search', {
        ...query,
        page_token: String(first.body.next_page_token),
      });
      expect(second.body.model_versions).toMatchObject([{ version: '1' }]);
      expect(second.body.next_page_token ?? '').toBe('');
    });

    it('answers errors with a code and a message', async () => {
      const missing = await get('registered-models/get', { name: 'not-there' });
      expect(missing.status).toBe(404);
      expect(missing.body).toMatchObject({
        error_code: 'RESOURCE_DOES_NOT_EXIST',
        message: expect.stringContaining('not-there'),
      });
      const twice = await send('registered-models/create', { name });
      expect(twice.body.error_code).toBe('RESOURCE_ALREADY_EXISTS');
      const bad = await get('model-versions/search', { filter: 'name ~ 1' });
      expect(bad.status).toBe(400);
      expect(bad.body.error_code).toBe('INVALID_PARAMETER_VALUE');
    });
  });
}
