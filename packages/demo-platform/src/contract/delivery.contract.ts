import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { randomSuffix } from '../kube/randomSuffix';
import { valueAt } from '../kube/json';
import { DeliveryTarget } from './ContractTarget';
import { eventually, request } from './request';

const run = promisify(execFile);

function rayJob(name: string, target: DeliveryTarget): object {
  const container = (gpu: object) => ({
    name: 'ray',
    image: 'rayproject/ray:2.55.1-py312-cu128',
    env: [
      { name: 'MLFLOW_REGISTERED_MODEL_NAME', value: name },
      { name: 'MLFLOW_EXPERIMENT_NAME', value: name },
    ],
    resources: {
      requests: { cpu: '1', memory: '2Gi', ...gpu },
      limits: { cpu: '1', memory: '2Gi', ...gpu },
    },
  });
  return {
    apiVersion: 'ray.io/v1',
    kind: 'RayJob',
    metadata: {
      name,
      namespace: target.kube.namespace,
      labels: { 'kueue.x-k8s.io/queue-name': target.queue },
      annotations: { 'callboard.dev/entity-ref': `component:default/${name}` },
    },
    spec: {
      entrypoint: 'python train.py',
      shutdownAfterJobFinishes: true,
      rayClusterSpec: {
        rayVersion: '2.55.1',
        headGroupSpec: {
          rayStartParams: {},
          template: { spec: { containers: [container({})] } },
        },
        workerGroupSpecs: [
          {
            groupName: 'worker',
            replicas: 1,
            minReplicas: 1,
            maxReplicas: 1,
            rayStartParams: {},
            template: {
              spec: {
                containers: [container({ 'nvidia.com/gpu': '1' })],
                nodeSelector: { 'nvidia.com/gpu.product': 'NVIDIA-L4' },
                tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists' }],
              },
            },
          },
        ],
      },
    },
  };
}

/** From a push to a finished job with a model version, and back. */
export function deliveryContract(target: () => DeliveryTarget): void {
  describe('delivery', () => {
    const name = `contract-${randomSuffix(5)}`;
    let work: string;
    let head: string;

    const git = async (...args: string[]) => {
      const { url, username, password } = target().git;
      const header = Buffer.from(`${username}:${password}`).toString('base64');
      const { stdout } = await run('git', args, {
        cwd: work,
        env: {
          ...process.env,
          GIT_CONFIG_COUNT: '3',
          GIT_CONFIG_KEY_0: `http.${url}.extraHeader`,
          GIT_CONFIG_VALUE_0: `Authorization: Basic ${header}`,
          GIT_CONFIG_KEY_1: 'user.name',
          GIT_CONFIG_VALUE_1: 'Contract',
          GIT_CONFIG_KEY_2: 'user.email',
          GIT_CONFIG_VALUE_2: 'contract@example.com',
        },
      });
      return stdout.trim();
    };
    const push = async (message: string) => {
      await git('add', '--all');
      await git('commit', '--quiet', '-m', message);
      await git('push', '--quiet', 'origin', 'HEAD:main');
      head = await git('rev-parse', 'HEAD');
    };
    const directory = () =>
      join(work, 'clusters/demo', target().kube.namespace, name);
    const application = () => {
      const { kube } = target();
      return request(
        kube,
        `/apis/argoproj.io/v1alpha1/namespaces/argocd/applications/${kube.namespace}-${name}`,
      );
    };
    const job = () => {
      const { kube } = target();
      return request(
        kube,
        `/apis/ray.io/v1/namespaces/${kube.namespace}/rayjobs/${name}`,
      );
    };

    beforeAll(async () => {
      work = await mkdtemp(join(tmpdir(), 'contract-'));
      await git('clone', '--quiet', target().git.url, '.');
    });
    afterAll(() => rm(work, { recursive: true, force: true }));

    it('turns a push into an Application and a RayJob that completes', async () => {
      const { kube, mlflow, timeoutMs } = target();
      await mkdir(directory(), { recursive: true });
      await writeFile(
        join(directory(), 'rayjob.yaml'),
        JSON.stringify(rayJob(name, target())),
      );
      await writeFile(
        join(directory(), 'kustomization.yaml'),
        'resources: [rayjob.yaml]\n',
      );
      await push('Add a contract job');

      const app = await eventually('Application', timeoutMs, async () => {
        const { body } = await application();
        const synced = valueAt(body, ['status', 'sync', 'status']) === 'Synced';
        return synced ? { done: body } : { still: body.status ?? body.message };
      });
      expect(app.status).toMatchObject({
        sync: { revision: head },
        operationState: { phase: 'Succeeded' },
        resources: [
          { group: 'ray.io', kind: 'RayJob', name, status: 'Synced' },
        ],
      });

      const done = await eventually('RayJob', timeoutMs, async () => {
        const { body } = await job();
        const state = valueAt(body, ['status', 'jobDeploymentStatus']);
        return state === 'Complete' ? { done: body } : { still: body.status };
      });
      expect(done.status).toMatchObject({
        jobStatus: 'SUCCEEDED',
        rayClusterName: expect.stringMatching(
          new RegExp(`^${name}-[a-z0-9]{5}$`),
        ),
        startTime: expect.any(String),
        endTime: expect.any(String),
        succeeded: 1,
      });
      const workloads = await request(
        kube,
        `/apis/kueue.x-k8s.io/v1beta2/namespaces/${kube.namespace}/workloads`,
      );
      const uid = valueAt(done, ['metadata', 'uid']);
      expect(workloads.body.items).toContainEqual(
        expect.objectContaining({
          metadata: expect.objectContaining({
            ownerReferences: [expect.objectContaining({ uid, kind: 'RayJob' })],
          }),
        }),
      );

      const version = await eventually('model version', timeoutMs, async () => {
        const { body } = await request(
          mlflow,
          `/api/2.0/mlflow/registered-models/alias?name=${name}&alias=challenger`,
        );
        return body.model_version
          ? { done: body.model_version }
          : { still: body };
      });
      expect(version).toMatchObject({ name, version: '1', status: 'READY' });
      const logged = await request(
        mlflow,
        `/api/2.0/mlflow/runs/get?run_id=${valueAt(version, ['run_id'])}`,
      );
      expect(valueAt(logged.body, ['run', 'data', 'tags'])).toEqual(
        expect.arrayContaining([
          { key: 'callboard.dev/workload', value: `RayJob/${name}` },
          { key: 'mlflow.source.git.commit', value: head },
        ]),
      );
    });

    it('reports a manifest that cannot be read and applies nothing', async () => {
      await writeFile(join(directory(), 'rayjob.yaml'), 'kind: RayJob\n bad');
      await push('Break the manifest');
      const { timeoutMs } = target();
      const app = await eventually('ComparisonError', timeoutMs, async () => {
        const { body } = await application();
        return valueAt(body, ['status', 'conditions'])
          ? { done: body }
          : { still: body.status };
      });
      expect(app.status).toMatchObject({
        sync: { status: 'Unknown' },
        conditions: [
          {
            type: 'ComparisonError',
            message: expect.stringContaining('rayjob.yaml'),
          },
        ],
      });
      expect((await job()).status).toBe(200);
    });

    it('prunes what left Git', async () => {
      await rm(directory(), { recursive: true });
      await push('Remove the contract job');
      await eventually('pruned', target().timeoutMs, async () => {
        const statuses = [(await job()).status, (await application()).status];
        return statuses.every(s => s === 404)
          ? { done: true }
          : { still: statuses };
      });
    });
  });
}
