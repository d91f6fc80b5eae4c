import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DemoPlatform, startDemoPlatform } from '@callboard/demo-platform';
import { EntityState } from '@callboard/plugin-ml-platform-common';
import { demoConfig } from '../dev/demoConfig';
import { demoEntities } from '../dev/demoEntities';
import { startPlugin } from './__testUtils__/startPlugin';
import { until } from './__testUtils__/until';

describe('the plugin on the demo platform', () => {
  const stateDir = mkdtempSync(path.join(tmpdir(), 'ml-platform-'));
  let demo: DemoPlatform | undefined;
  let plugin: Awaited<ReturnType<typeof startPlugin>> | undefined;

  beforeAll(async () => {
    demo = await startDemoPlatform({ stateDir, token: 'demo', speed: 30 });
    plugin = await startPlugin({
      config: demoConfig(demo),
      entities: demoEntities,
    });
  });

  afterAll(async () => {
    await plugin?.stop();
    await demo?.stop();
    rmSync(stateDir, { recursive: true });
  });

  async function read(name: string): Promise<EntityState> {
    const answer = await until(
      () => plugin!.get(`/entities/component/default/${name}`),
      ({ body }) => {
        const { workloads, accelerators, models } = body as EntityState;
        return [workloads, accelerators, models].every(({ sources }) =>
          sources.every(({ state }) => state === 'live'),
        );
      },
    );
    return answer.body as EntityState;
  }

  it.each([
    ['vision-lab', 'healthy', undefined, undefined],
    ['defect-detector', 'completed', undefined, undefined],
    ['intent-classifier', 'healthy', undefined, undefined],
    ['ticket-router', 'queued', 'queue', 'WaitingForQuota'],
    ['llm-eval', 'degraded', 'image', 'ImagePullBackOff'],
  ])('reads %s as %s', async (name, status, layer, code) => {
    const { workloads } = await read(name);
    const [{ verdict, owner, delivery }] = workloads.items;
    expect(verdict).toMatchObject({ status });
    expect([verdict.reasons[0]?.layer, verdict.reasons[0]?.code]).toEqual([
      layer,
      code,
    ]);
    expect(owner).toMatch(/^group:default\/team-/);
    expect(delivery).toMatchObject({ tool: 'argocd', sync: 'synced' });
  });

  it('says what a queued job waits for', async () => {
    const { workloads, accelerators } = await read('ticket-router');
    expect(workloads.items[0]).toMatchObject({
      queue: 'language-gpu',
      requested: { 'nvidia.com/gpu': 8 },
    });
    expect(workloads.items[0].verdict.reasons[0].message).toBe(
      'Waits for 8 x nvidia.com/gpu in queue language-gpu: 0 of 8 free, position 1',
    );
    expect(accelerators.items).toMatchObject([{ requested: 8, allocated: 0 }]);
  });

  it('measures the devices that a running job holds', async () => {
    await until(
      async () => (await read('intent-classifier')).accelerators.items,
      ([holding]) => holding?.usage?.measured === 8,
    );
    const { accelerators } = await read('intent-classifier');
    expect(accelerators.items).toMatchObject([
      {
        resource: 'nvidia.com/gpu',
        product: 'NVIDIA-H100-80GB-HBM3',
        requested: 8,
        allocated: 8,
      },
    ]);
  });

  it('lists the versions of a model, the champion among them', async () => {
    const { models } = await read('defect-detector');
    expect(models.items).toMatchObject([
      {
        name: 'defect-detector',
        aliases: expect.arrayContaining([
          expect.objectContaining({ alias: 'champion' }),
        ]),
      },
    ]);
    expect(models.items[0].versions.length).toBeGreaterThanOrEqual(3);
  });

  it('tells what the target offers and which taints it has', async () => {
    const { body } = await plugin!.get('/targets/demo/team-language');
    expect(body).toMatchObject({
      namespaceExists: true,
      queues: [{ name: 'language-gpu', active: true, pendingWorkloads: 1 }],
    });
    expect(body.accelerators).toContainEqual(
      expect.objectContaining({
        product: 'NVIDIA-L4',
        taints: [expect.objectContaining({ key: 'nvidia.com/gpu' })],
      }),
    );
  });
});
