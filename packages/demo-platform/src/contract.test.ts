import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  KubeConfig,
  CoreV1Api,
  CustomObjectsApi,
} from '@kubernetes/client-node';
import { deliveryContract } from './contract/delivery.contract';
import { kubernetesContract } from './contract/kubernetes.contract';
import { kubernetesWatchContract } from './contract/kubernetesWatch.contract';
import { mlflowContract } from './contract/mlflow.contract';
import { prometheusContract } from './contract/prometheus.contract';
import { eventually, request } from './contract/request';
import { DemoPlatform, startDemoPlatform } from './startDemoPlatform';

jest.setTimeout(60_000);

const TOKEN = 'contract-token';
const SPEED = 30;

describe('demo platform', () => {
  let stateDir: string;
  let platform: DemoPlatform;
  const errors: unknown[] = [];
  const start = () =>
    startDemoPlatform({
      stateDir,
      token: TOKEN,
      speed: SPEED,
      onError: error => errors.push(error),
    });
  const api = (path: string, token: string | undefined = TOKEN) => ({
    url: `${platform.url}${path}`,
    token,
  });
  const kube = () => ({ ...api('/k8s'), namespace: 'team-vision' });

  beforeAll(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'demo-platform-'));
    platform = await start();
  });
  afterAll(async () => {
    await platform.stop();
    await rm(stateDir, { recursive: true, force: true });
    expect(errors).toEqual([]);
  });

  kubernetesContract(kube);
  kubernetesWatchContract(kube);
  mlflowContract(() => api('/mlflow'));
  prometheusContract(() => ({
    ...api('/prometheus'),
    metric: 'DCGM_FI_DEV_GPU_UTIL',
  }));
  deliveryContract(() => ({
    kube: kube(),
    mlflow: api('/mlflow'),
    git: {
      url: `${platform.url}/git/gitops.git`,
      username: 'callboard',
      password: TOKEN,
    },
    queue: 'vision-gpu',
    timeoutMs: 20_000,
  }));

  it('serves the real Kubernetes client', async () => {
    const config = new KubeConfig();
    config.loadFromOptions({
      clusters: [
        {
          name: 'demo',
          server: `${platform.url}/k8s`,
          // The client takes plain HTTP only with this.
          skipTLSVerify: true,
        },
      ],
      users: [{ name: 'demo', token: TOKEN }],
      contexts: [{ name: 'demo', cluster: 'demo', user: 'demo' }],
      currentContext: 'demo',
    });
    const pods = await config
      .makeApiClient(CoreV1Api)
      .listNamespacedPod({ namespace: 'team-vision', limit: 1 });
    expect(pods.items[0].metadata?.uid).toMatch(/-/);
    const clusters = await config
      .makeApiClient(CustomObjectsApi)
      .listNamespacedCustomObject({
        group: 'ray.io',
        version: 'v1',
        namespace: 'team-vision',
        plural: 'rayclusters',
      });
    expect(clusters).toMatchObject({ kind: 'RayClusterList' });
  });

  it('is seeded with workloads in the states that matter', async () => {
    const read = async (path: string) =>
      (await request(kube(), path)).body.status;
    const language = '/apis/ray.io/v1/namespaces/team-language';
    const vision = '/apis/ray.io/v1/namespaces/team-vision';
    expect(
      await read(`${vision}/rayjobs/defect-detector-7c1e04d2`),
    ).toMatchObject({
      jobDeploymentStatus: 'Complete',
      jobStatus: 'SUCCEEDED',
    });
    expect(await read(`${vision}/rayclusters/vision-lab`)).toMatchObject({
      state: 'ready',
      readyWorkerReplicas: 2,
      desiredGPU: '2',
    });
    expect(
      await read(`${language}/rayjobs/intent-classifier-b90f3a61`),
    ).toMatchObject({ jobDeploymentStatus: 'Running', jobStatus: 'RUNNING' });
    expect(
      await read(`${language}/rayjobs/ticket-router-42d8e7f5`),
    ).toMatchObject({ jobDeploymentStatus: 'Suspended' });
    const workloads = await request(
      kube(),
      '/apis/kueue.x-k8s.io/v1beta2/namespaces/team-language/workloads',
    );
    expect(JSON.stringify(workloads.body)).toContain(
      "couldn't assign flavors to pod set worker: flavor l4 doesn't match node affinity, insufficient unused quota for nvidia.com/gpu in flavor h100, 8 more needed",
    );
    expect(await read(`${language}/rayclusters/llm-eval`)).toMatchObject({
      conditions: expect.arrayContaining([
        expect.objectContaining({
          type: 'HeadPodReady',
          status: 'False',
          reason: 'ImagePullBackOff',
        }),
      ]),
    });
  });

  it('runs, fails and queues as the operators do', async () => {
    const jobs = '/apis/ray.io/v1/namespaces/team-vision/rayjobs';
    const submit = (name: string, spec: object, labels: object = {}) =>
      request(kube(), jobs, {
        method: 'POST',
        body: { metadata: { name, labels }, spec },
      });
    const container = (resources: object) => ({
      template: {
        spec: { containers: [{ name: 'ray', image: 'r', resources }] },
      },
    });
    const cluster = (resources: object) => ({
      headGroupSpec: container(resources),
    });
    const status = (name: string, wanted: (text: string) => boolean) =>
      eventually(name, 15_000, async () => {
        const { body } = await request(kube(), `${jobs}/${name}`);
        return wanted(JSON.stringify(body.status ?? {}))
          ? { done: body.status }
          : { still: body.status };
      });

    await submit('fails', {
      entrypoint: 'python a.py && exit 1',
      rayClusterSpec: cluster({}),
    });
    expect(
      await status('fails', text => text.includes('"Failed"')),
    ).toMatchObject({ jobStatus: 'FAILED', reason: 'AppFailed', failed: 1 });

    await submit('too-big', {
      entrypoint: 'true',
      rayClusterSpec: cluster({ limits: { 'nvidia.com/gpu': 1 } }),
    });
    await status('too-big', text => text.includes('Initializing'));
    await eventually('FailedScheduling', 15_000, async () => {
      const { text } = await request(
        kube(),
        '/api/v1/namespaces/team-vision/events?fieldSelector=reason%3DFailedScheduling',
      );
      return text.includes(
        '0/7 nodes are available: 1 node(s) had untolerated taint {aws.amazon.com/neuron: }, 2 Insufficient nvidia.com/gpu',
      )
        ? { done: true }
        : { still: text };
    });

    const { template } = container({});
    const volumes = [
      { name: 'data', persistentVolumeClaim: { claimName: 'no-such-claim' } },
    ];
    await submit('no-claim', {
      entrypoint: 'true',
      rayClusterSpec: {
        headGroupSpec: { template: { spec: { ...template.spec, volumes } } },
      },
    });
    await eventually('missing claim', 15_000, async () => {
      const { text } = await request(
        kube(),
        '/api/v1/namespaces/team-vision/pods?labelSelector=ray.io%2Fnode-type%3Dhead',
      );
      return text.includes(
        'persistentvolumeclaim \\"no-such-claim\\" not found',
      )
        ? { done: true }
        : { still: text };
    });

    await submit(
      'lost',
      { shutdownAfterJobFinishes: true, rayClusterSpec: cluster({}) },
      { 'kueue.x-k8s.io/queue-name': 'no-such-queue' },
    );
    await eventually('Misconfigured', 15_000, async () => {
      const { text } = await request(
        kube(),
        '/apis/kueue.x-k8s.io/v1beta2/namespaces/team-vision/workloads',
      );
      return text.includes("LocalQueue no-such-queue doesn't exist")
        ? { done: true }
        : { still: text };
    });
    expect(await status('lost', () => true)).toMatchObject({
      jobDeploymentStatus: 'Suspended',
    });

    const invalid = await submit('bad-memory', {
      rayClusterSpec: cluster({ requests: { memory: '16 GB' } }),
    });
    expect(invalid.status).toBe(422);
    expect(invalid.body.message).toContain(
      'spec.rayClusterSpec.headGroupSpec.template.spec.containers[0].resources.requests.memory',
    );
    for (const name of ['fails', 'too-big', 'no-claim', 'lost']) {
      await request(kube(), `${jobs}/${name}`, { method: 'DELETE' });
    }
    await eventually('cascade', 15_000, async () => {
      const { text } = await request(
        kube(),
        '/api/v1/namespaces/team-vision/pods',
      );
      return /"name":"(fails|too-big|no-claim)/.test(text)
        ? { still: text.slice(0, 500) }
        : { done: true };
    });
  });

  it('shows pages for the links that the portal makes', async () => {
    const anonymous = (path: string) => request({ url: platform.url }, path);
    const models = await anonymous('/mlflow/');
    expect(models.status).toBe(200);
    expect(models.text).toContain('id="/models/defect-detector"');
    expect(models.text).toContain('Callboard demo platform');
    const apps = await request(
      kube(),
      '/apis/argoproj.io/v1alpha1/applications',
    );
    const [, revision] = /"revision":"([0-9a-f]{40})"/.exec(apps.text) ?? [];
    const commit = await anonymous(`/git/commit/${revision}`);
    expect(commit.status).toBe(200);
    expect(commit.text).toMatch(/Author:.*&lt;/);
    expect((await anonymous('/git/commit/--help')).status).toBe(404);
    expect((await anonymous('/git/commit/0000000')).status).toBe(404);
  });

  it('refuses everyone without the token', async () => {
    const wrong = { url: platform.url, token: 'wrong' };
    for (const path of [
      '/k8s/api/v1/pods',
      '/mlflow/api/2.0/mlflow/registered-models/search',
      '/prometheus/api/v1/query?query=x',
      '/git/gitops.git/info/refs?service=git-upload-pack',
    ]) {
      expect((await request(wrong, path)).status).toBe(401);
    }
  });

  it('refuses other host names', async () => {
    const status = await new Promise((resolve, reject) => {
      httpRequest(
        {
          host: '127.0.0.1',
          port: platform.port,
          path: '/healthz',
          headers: { Host: 'attacker.example' },
        },
        response => {
          response.resume();
          resolve(response.statusCode);
        },
      )
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });

  it('keeps its state over a restart, and names a torn file', async () => {
    const path =
      '/apis/ray.io/v1/namespaces/team-vision/rayclusters/vision-lab';
    const before = await request(kube(), path);
    const stopping = Date.now();
    await platform.stop();
    expect(Date.now() - stopping).toBeLessThan(2000);
    platform = await start();
    const after = await request(kube(), path);
    expect(after.body.metadata).toEqual(before.body.metadata);

    await platform.stop();
    const file = join(stateDir, 'state.json');
    const saved = await readFile(file, 'utf8');
    await writeFile(file, saved.slice(0, 1000));
    await expect(start()).rejects.toThrow(
      /state\.json cannot be read: it is torn or not JSON\. Delete that file/,
    );
    await writeFile(file, saved);
    platform = await start();
  });
});
