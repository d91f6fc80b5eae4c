import {
  AuthorizeResult,
  ConditionalPolicyDecision,
} from '@backstage/plugin-permission-common';
import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  KubeObject,
  MlSystem,
  mlSystemsExtensionPoint,
} from '@callboard/plugin-ml-platform-node';
import { EntityState, Workload } from '@callboard/plugin-ml-platform-common';
import { createMlWorkloadConditionalDecision, mlWorkloadConditions } from '.';
import { mlWorkloadReadPermission } from '@callboard/plugin-ml-platform-common';
import { mockCredentials } from '@backstage/backend-test-utils';
import { FakeUpstream } from './__testUtils__/FakeUpstream';
import { ReceivedEvent, readEvents } from './__testUtils__/openEvents';
import {
  kubeObject,
  kueueWorkload,
  podStatuses,
  rayJob,
  rayPod,
} from './__testUtils__/objects';
import {
  ENTITY_PATH,
  ENTITY_REF,
  NAMESPACE,
  churnTrain,
  component,
  jobCluster,
  putMetrics,
  putModel,
  putRunningJob,
  runningJob,
} from './__testUtils__/scenario';
import {
  Policy,
  allowAll,
  startPlugin,
  upstreamConfig,
} from './__testUtils__/startPlugin';
import { until } from './__testUtils__/until';

type Plugin = Awaited<ReturnType<typeof startPlugin>>;

const READ = mlWorkloadReadPermission.name;

function fail(): never {
  throw new Error('not so');
}

describe('ml-platform backend', () => {
  let upstream: FakeUpstream;
  let plugin: Plugin | undefined;

  beforeEach(async () => {
    upstream = await FakeUpstream.start();
    putRunningJob(upstream);
    putModel(upstream);
    putMetrics(upstream);
  });

  afterEach(async () => {
    await plugin?.stop();
    plugin = undefined;
    await upstream.down();
  });

  async function start(
    options: Partial<Parameters<typeof startPlugin>[0]> = {},
  ) {
    plugin = await startPlugin({
      config: upstreamConfig(upstream),
      entities: [churnTrain],
      ...options,
    });
    return plugin;
  }

  const stateOf = async (path = ENTITY_PATH) =>
    (await plugin!.get(path)).body as EntityState;

  const isLive = (state: EntityState) =>
    state.workloads.sources.every(source => source.state === 'live') &&
    state.accelerators.sources.every(source => source.state === 'live') &&
    state.models.sources.every(source => source.state === 'live');

  it('shows workload, accelerators and model of an entity', async () => {
    await start();
    const state = await until(stateOf, isLive);
    expect(state.entityRef).toBe(ENTITY_REF);
    expect(state.workloads.items).toHaveLength(1);
    expect(state.workloads.items[0]).toMatchObject({
      system: 'ray',
      cluster: 'demo',
      namespace: NAMESPACE,
      kind: 'RayJob',
      name: runningJob.metadata.name,
      entityRef: ENTITY_REF,
      verdict: { status: 'healthy', summary: 'Running', reasons: [] },
      template: { name: 'ray-training-job', version: '1.0.0' },
      delivery: { tool: 'argocd', sync: 'synced', revision: 'abc123' },
      events: [{ reason: 'Pulled', object: 'Pod/w0', count: 3 }],
    });
    expect(
      state.workloads.items[0].groups.map(group => [group.name, group.ready]),
    ).toEqual([
      ['head', 1],
      ['gpu', 2],
    ]);
    expect(state.accelerators.items).toEqual([
      {
        cluster: 'demo',
        resource: 'nvidia.com/gpu',
        product: 'NVIDIA-H100-80GB-HBM3',
        requested: 8,
        allocated: 8,
        usage: {
          utilization: 0.45,
          busy: 1,
          measured: 2,
          metric: 'DCGM_FI_DEV_GPU_UTIL',
          observedAt: expect.any(String),
          history: [
            [expect.any(Number), 0.5],
            [expect.any(Number), 0.45],
          ],
        },
        devices: [
          {
            id: 'GPU-w0',
            node: 'gpu-1',
            pod: 'w0',
            utilization: 0.9,
            memoryUsedBytes: 1024 ** 3,
            memoryTotalBytes: 2 * 1024 ** 3,
          },
          { id: 'GPU-w1', node: 'gpu-1', pod: 'w1', utilization: 0 },
        ],
      },
    ]);
    expect(state.models.items).toMatchObject([
      {
        instance: 'main',
        name: 'churn',
        aliases: [{ alias: 'champion', version: '2' }],
        versions: [
          {
            version: '2',
            status: 'READY',
            aliases: ['champion'],
            metrics: [{ key: 'auc', value: 0.913 }],
            producedBy: 'RayJob/churn-train-7f3a',
            runUrl: `${upstream.url}/mlflow/#/experiments/7/runs/run-2`,
          },
          { version: '1', aliases: [] },
        ],
      },
    ]);
    expect(JSON.stringify(state)).not.toMatch(/canary-token|must-not-be-kept/);
  });

  it('answers 304 while nothing but ages changed', async () => {
    const { get } = await start();
    await until(stateOf, isLive);
    const first = await get(ENTITY_PATH);
    const etag = first.headers.get('etag') ?? '';
    const again = await get(ENTITY_PATH, { 'if-none-match': etag });
    expect(again).toMatchObject({ status: 304, text: '' });
    upstream.remove(runningJob);
    const changed = await until(
      () => get(ENTITY_PATH, { 'if-none-match': etag }),
      answer => answer.status === 200,
    );
    expect(changed.body.workloads.items).toEqual([]);
    expect(changed.body.workloads.lookedFor).toEqual([
      {
        what: `objects labelled backstage.io/kubernetes-id=churn-train that belong to ${ENTITY_REF}`,
        where: 'cluster demo, all namespaces',
      },
    ]);
  });

  it('knows no entity that the catalog does not show', async () => {
    const { get, base } = await start();
    const answer = await get('/entities/component/default/nothing');
    expect(answer.status).toBe(404);
    const stranger = await fetch(`${base}${ENTITY_PATH}`, {
      headers: { authorization: 'Bearer mock-none-token' },
    });
    expect(stranger.status).toBe(401);
    await stranger.text();
  });

  it('shows an entity without annotations as empty', async () => {
    await start({ entities: [component('plain', {})] });
    const state = await stateOf('/entities/component/default/plain');
    expect(state.workloads).toEqual({ items: [], sources: [], lookedFor: [] });
    expect(state.models).toEqual({ items: [], sources: [], lookedFor: [] });
  });

  it("shows nothing of another team's objects, whatever the annotation", async () => {
    const anonymous = rayJob(
      { jobDeploymentStatus: 'Running' },
      { name: 'anonymous', metadata: { annotations: {} } },
    );
    upstream.put(anonymous);
    const annotations = { 'backstage.io/kubernetes-id': 'churn-train' };
    await start({
      config: upstreamConfig(upstream, {
        tenancy: {
          namespaces: [{ namespace: NAMESPACE, owner: 'group:team-vision' }],
        },
      }),
      entities: [
        churnTrain,
        component('thief', annotations, 'group:default/team-text'),
        component('sibling', annotations),
      ],
    });
    const names = async (entity: string) =>
      (
        await stateOf(`/entities/component/default/${entity}`)
      ).workloads.items.map(item => item.name);
    await until(
      () => names('churn-train'),
      found => found.length === 2,
    );
    expect(await names('thief')).toEqual([]);
    // Names no entity, so its namespace's owner decides.
    expect(await names('sibling')).toEqual(['anonymous']);
  });

  describe('permissions', () => {
    const deny =
      (...names: string[]): Policy =>
      permission => ({
        result: names.includes(permission)
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
      });
    const onlyIf =
      (decision: ConditionalPolicyDecision): Policy =>
      permission =>
        permission === READ ? decision : { result: AuthorizeResult.ALLOW };
    const when = (
      conditions: Parameters<typeof createMlWorkloadConditionalDecision>[1],
    ) =>
      onlyIf(
        createMlWorkloadConditionalDecision(
          mlWorkloadReadPermission,
          conditions,
        ),
      );

    it('leaves out what is denied and says so', async () => {
      const policy = { current: allowAll };
      const { get } = await start({ policy });
      await until(stateOf, isLive);
      policy.current = deny(READ);
      const state = await stateOf();
      const denied = {
        items: [],
        sources: [],
        lookedFor: [],
        denied: { permission: READ },
      };
      expect(state.workloads).toEqual(denied);
      expect(state.accelerators).toEqual(denied);
      expect(state.models.items).toHaveLength(1);
      expect((await get('/workloads')).status).toBe(403);
      policy.current = deny('ml-platform.model.read');
      expect((await stateOf()).models).toEqual({
        ...denied,
        denied: { permission: 'ml-platform.model.read' },
      });
      policy.current = deny(READ, 'ml-platform.model.read');
      expect((await get(ENTITY_PATH)).status).toBe(403);
      expect((await get(`${ENTITY_PATH}/stream`)).status).toBe(403);
      policy.current = deny('ml-platform.target.read');
      expect((await get(`/targets/demo/${NAMESPACE}`)).status).toBe(403);
    });

    it('decides each workload by conditions', async () => {
      const policy = { current: allowAll };
      const { get } = await start({ policy });
      await until(stateOf, isLive);
      const { isEntityOwner, isInCluster, isInNamespace } =
        mlWorkloadConditions;
      const seen = async (current: Policy) => {
        policy.current = current;
        const state = await stateOf();
        const fleet = (await get('/workloads')).body.items.length;
        expect(state.accelerators.items).toHaveLength(
          state.workloads.items.length,
        );
        return [state.workloads.items.length, fleet];
      };
      const claims = ['group:default/team-vision'];
      expect(await seen(when(isEntityOwner({ claims })))).toEqual([1, 1]);
      expect(
        await seen(when(isEntityOwner({ claims: ['user:default/eve'] }))),
      ).toEqual([0, 0]);
      expect(
        await seen(
          when({
            allOf: [
              isInCluster({ clusters: ['demo'] }),
              isInNamespace({ namespaces: [NAMESPACE] }),
            ],
          }),
        ),
      ).toEqual([1, 1]);
      expect(
        await seen(when({ not: isInNamespace({ namespaces: [NAMESPACE] }) })),
      ).toEqual([0, 0]);
    });
  });

  it('turns with the cluster: a worker that waits, a job that queues', async () => {
    await start();
    const workload = async () =>
      (await stateOf()).workloads.items[0] as Workload | undefined;
    await until(workload, item => item?.verdict.status === 'healthy');

    upstream.put(
      rayPod(jobCluster, { name: 'w1', status: podStatuses.unschedulable }),
    );
    const pending = await until(
      workload,
      item => item?.verdict.status !== 'healthy',
    );
    expect(pending?.verdict.reasons[0]).toMatchObject({
      layer: 'scheduling',
      object: 'Pod/w1',
    });

    const queued = rayJob(
      {},
      {
        name: 'queued',
        spec: { suspend: true },
        metadata: { creationTimestamp: '2026-11-21T10:00:00Z' },
      },
    );
    upstream.put(
      queued,
      kueueWorkload(queued, { status: 'False', reason: 'Pending' }),
    );
    const state = await until(stateOf, ({ workloads, accelerators }) =>
      Boolean(
        workloads.items[0]?.verdict.status === 'queued' &&
          accelerators.items.some(item => item.allocated === 0),
      ),
    );
    expect(state.workloads.items[0]).toMatchObject({
      name: 'queued',
      queue: 'vision-gpu',
      verdict: { status: 'queued', summary: 'Queued in vision-gpu' },
    });
    expect(state.workloads.items[0].verdict.reasons[0].message).toBe(
      'Waits for 8 x nvidia.com/gpu in queue vision-gpu, position 1.',
    );
    expect(state.accelerators.items).toContainEqual(
      // The worker that waits for a node, and the queued job's two.
      expect.objectContaining({ requested: 12, allocated: 0, devices: [] }),
    );
  });

  it('gives each waiting workload its own place in the queue', async () => {
    const never =
      "couldn't assign flavors to pod set gpu: resource nvidia.com/gpu unavailable in ClusterQueue";
    // All made in the same second, as a GitOps tool does.
    for (const [name, message] of Object.entries({
      a: never,
      b: undefined,
      c: undefined,
    })) {
      const job = rayJob({}, { name, spec: { suspend: true } });
      upstream.put(
        job,
        kueueWorkload(job, { status: 'False', reason: 'Pending', message }),
      );
    }
    await start();
    const { workloads } = await until(stateOf, isLive);
    const messageOf = (name: string) =>
      workloads.items.find(item => item.name === name)?.verdict.reasons[0]
        .message;
    expect(messageOf('a')).not.toContain('position');
    expect(messageOf('b')).toContain('position 1');
    expect(messageOf('c')).toContain('position 2');
  });

  it('says unknown, never healthy, while the cluster is away', async () => {
    await start();
    await until(stateOf, isLive);
    await upstream.down();
    const state = await until(stateOf, ({ workloads, accelerators, models }) =>
      [...workloads.sources, ...accelerators.sources, ...models.sources].every(
        source => source.state === 'stale',
      ),
    );
    const [workload] = state.workloads.items;
    expect(workload.verdict.status).toBe('unknown');
    expect(workload.verdict.summary).toMatch(
      /^Unknown: cluster demo not reachable since \d\d:\d\d UTC; was Running$/,
    );
    expect(workload.groups[1].pods).toHaveLength(2);
    expect(state.models.items).toHaveLength(1);
    expect(state.models.sources[0].error).toMatch(/ECONNREFUSED/);
    expect(state.accelerators.items).toHaveLength(1);
    const target = (await plugin!.get(`/targets/demo/${NAMESPACE}`)).body;
    expect(target.source.state).toBe('stale');
    expect(target.namespaceExists).toBeUndefined();

    await upstream.up();
    const back = await until(stateOf, isLive, 30_000);
    expect(back.workloads.items[0].verdict.status).toBe('healthy');
  }, 45_000);

  it('answers while nothing was ever reached', async () => {
    await upstream.down();
    await start();
    const state = await until(
      stateOf,
      ({ models }) => models.sources[0].error !== 'Not read yet.',
    );
    expect(state.workloads.items).toEqual([]);
    for (const section of [state.workloads, state.accelerators, state.models]) {
      expect(section.sources[0]).toMatchObject({ state: 'unavailable' });
      expect(section.sources[0].observedAt).toBeUndefined();
    }
  });

  it('keeps each upstream to itself', async () => {
    upstream.routes.set('/prometheus/api/v1/query', () => ({
      status: 503,
      body: 'overloaded',
    }));
    upstream.routes.set(
      '/mlflow/api/2.0/mlflow/registered-models/search',
      () => ({ status: 403, body: 'Invalid Host header' }),
    );
    await start();
    const state = await until(
      stateOf,
      ({ workloads, models, accelerators }) =>
        workloads.items.length === 1 &&
        models.sources[0].error !== 'Not read yet.' &&
        accelerators.sources[1].error !== 'Not read yet.',
    );
    expect(state.workloads.items[0].verdict.status).toBe('healthy');
    expect(state.accelerators.items[0]).toMatchObject({ allocated: 8 });
    expect(state.accelerators.items[0].usage).toBeUndefined();
    expect(state.accelerators.sources[1]).toMatchObject({
      kind: 'prometheus',
      state: 'unavailable',
      error: 'The metrics store answered 503',
    });
    expect(state.models.sources[0].error).toMatch(/--allowed-hosts/);
  });

  it('needs neither metrics nor MLflow', async () => {
    await start({
      config: upstreamConfig(upstream, { mlflow: [], prometheus: [] }),
    });
    const state = await until(
      stateOf,
      ({ workloads }) => workloads.items.length === 1,
    );
    expect(state.accelerators.items[0].usage).toBeUndefined();
    expect(state.models.lookedFor).toEqual([
      {
        what: 'registered model churn',
        where: 'no MLflow server is configured',
      },
    ]);
  });

  it('tells what a target offers', async () => {
    const { get } = await start();
    const { body } = await until(
      () => get(`/targets/demo/${NAMESPACE}`),
      answer => answer.body.source.state === 'live',
    );
    expect(body).toMatchObject({
      namespaceExists: true,
      queues: [
        {
          name: 'vision-gpu',
          clusterQueue: 'gpus',
          active: true,
          pendingWorkloads: 2,
        },
      ],
      accelerators: [
        {
          resource: 'nvidia.com/gpu',
          product: 'NVIDIA-H100-80GB-HBM3',
          allocatable: 16,
          allocated: 8,
        },
      ],
    });
    const other = await get('/targets/demo/nowhere');
    expect(other.body.namespaceExists).toBe(false);
    expect((await get('/targets/mars/x')).status).toBe(404);
  });

  it('tells which taints all nodes of a device type have', async () => {
    const taint = { key: 'nvidia.com/gpu', value: 'on', effect: 'NoSchedule' };
    const spot = { key: 'spot', effect: 'NoExecute' };
    const node = (name: string, product: string, taints: object[]) =>
      kubeObject(
        'v1',
        'Node',
        { name, labels: { 'nvidia.com/gpu.product': product } },
        {
          spec: { taints },
          status: {
            allocatable: { 'nvidia.com/gpu': '4' },
            conditions: [{ type: 'Ready', status: 'True' }],
          },
        },
      );
    upstream.put(
      node('l4-1', 'NVIDIA-L4', [taint, spot]),
      node('l4-2', 'NVIDIA-L4', [{ key: 'x', effect: 'Invented' }, taint]),
    );
    const { get } = await start();
    const { body } = await until(
      () => get(`/targets/demo/${NAMESPACE}`),
      answer => answer.body.source.state === 'live',
    );
    const [h100, l4] = body.accelerators;
    expect(h100).not.toHaveProperty('taints');
    expect(l4).toMatchObject({ product: 'NVIDIA-L4', taints: [taint] });
  });

  it('tells what each workload asks for and who owns it', async () => {
    const { get } = await start();
    const { body } = await until(
      () => get('/workloads'),
      answer => answer.body.items.length > 0,
    );
    const facts = {
      owner: 'group:default/team-vision',
      requested: { 'nvidia.com/gpu': 8 },
    };
    expect(body.items).toMatchObject([facts]);
    expect((await stateOf()).workloads.items).toMatchObject([facts]);
  });

  it('names the kinds that it may not read and shows the rest', async () => {
    ['nodes', 'events', 'workloads'].forEach(kind => upstream.denied.add(kind));
    const held = rayJob(
      {},
      {
        name: 'held',
        spec: { suspend: true },
        metadata: {
          labels: {
            'backstage.io/kubernetes-id': 'churn-train',
            'kueue.x-k8s.io/queue-name': 'vision-gpu',
          },
        },
      },
    );
    upstream.put(held);
    await start();
    const { workloads } = await until(stateOf, isLive);
    expect(workloads.sources[0]).toMatchObject({
      state: 'live',
      error: "The portal's account may not read Node, Event, Workload.",
    });
    const statusOf = (name: string) =>
      workloads.items.find(item => item.name === name)?.verdict.status;
    expect(statusOf(runningJob.metadata.name)).toBe('healthy');
    // Not "suspended": who holds it cannot be read.
    expect(statusOf('held')).toBe('unknown');
  });

  it.each([
    ['project', { project: fail, read: fail }],
    ['read', { project: (object: KubeObject) => object, read: fail }],
  ])('survives a system whose %s throws', async (_, functions) => {
    const spark: MlSystem = {
      id: 'spark',
      title: 'Spark',
      workloadKinds: [
        {
          resource: {
            group: 'example.com',
            kind: 'SparkJob',
            versions: ['v1'],
          },
          ...functions,
        },
      ],
    };
    const { name: _name, ...metadata } = runningJob.metadata;
    upstream.put(
      kubeObject('example.com/v1', 'SparkJob', {
        ...metadata,
        name: 'etl',
        uid: 'spark-1',
      }),
    );
    await start({
      modules: [
        createBackendModule({
          pluginId: 'ml-platform',
          moduleId: 'spark',
          register(env) {
            env.registerInit({
              deps: { systems: mlSystemsExtensionPoint },
              async init({ systems }) {
                systems.addSystem(spark);
              },
            });
          },
        }),
      ],
    });
    const { workloads } = await until(
      stateOf,
      state => isLive(state) && state.workloads.items.length === 2,
    );
    const verdicts = workloads.items.map(({ kind, verdict }) => [
      kind,
      verdict.status,
      verdict.reasons[0]?.message,
    ]);
    expect(verdicts).toContainEqual(['RayJob', 'healthy', undefined]);
    expect(verdicts).toContainEqual([
      'SparkJob',
      'unknown',
      "The portal's system spark could not read it: not so",
    ]);
  });

  it('streams what changes and resumes where the client was', async () => {
    const { base } = await start();
    await until(stateOf, isLive);
    const open = async (lastEventId?: string) => {
      const response = await fetch(`${base}${ENTITY_PATH}/stream`, {
        headers: {
          authorization: mockCredentials.user.header(),
          ...(lastEventId && { 'last-event-id': lastEventId }),
        },
      });
      return readEvents(response);
    };
    const first = await open();
    const seen = new Map<string, ReceivedEvent>();
    let last: ReceivedEvent | undefined;
    const take = async (events: typeof first) => {
      last = await events.next();
      seen.set(last!.event, last!);
      return last!;
    };
    await take(first);
    await take(first);
    await take(first);
    expect([...seen.keys()]).toEqual(['workloads', 'accelerators', 'models']);
    expect(seen.get('workloads')?.data).toEqual((await stateOf()).workloads);

    const changedAt = Date.now();
    upstream.put(
      rayPod(jobCluster, { name: 'w1', status: podStatuses.imagePull }),
    );
    const isDegraded = ({ event, data }: ReceivedEvent) =>
      event === 'workloads' && JSON.stringify(data).includes('degraded');
    while (!isDegraded(await take(first)));
    expect(Date.now() - changedAt).toBeLessThan(1000);
    await first.close();

    // The client was away while a job came.
    upstream.put(
      rayJob({ jobDeploymentStatus: 'Waiting' }, { name: 'while-away' }),
    );
    await until(stateOf, ({ workloads }) => workloads.items.length === 2);
    const second = await open(last?.id);
    const resumed = await take(second);
    expect(resumed.event).toBe('workloads');
    expect(JSON.stringify(resumed.data)).toContain('while-away');

    // It ends with the backend, and does not hold it up.
    await plugin?.stop();
    plugin = undefined;
    while (await second.next());
  });

  it('asks upstreams no more often because people look', async () => {
    const { get } = await start();
    await until(stateOf, isLive);
    const before = upstream.requests.filter(path =>
      path.startsWith('/k8s'),
    ).length;
    await Promise.all(Array.from({ length: 50 }, () => get(ENTITY_PATH)));
    expect(
      upstream.requests.filter(path => path.startsWith('/k8s')),
    ).toHaveLength(before);
  });
});
