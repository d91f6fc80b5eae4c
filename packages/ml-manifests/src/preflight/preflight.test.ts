import { formatFinding } from '../Finding';
import { rayClusterBundle, rayJobBundle } from '../ray/rayBundle';
import { clusterInput, jobInput } from '../__testUtils__/inputs';
import { notChecked, preflight } from './preflight';
import { PreflightFacts } from './PreflightFacts';

const facts: PreflightFacts = {
  namespaceExists: true,
  queues: [
    { name: 'vision-gpu', active: true },
    { name: 'old-gpu', active: false },
  ],
  accelerators: [
    {
      resource: 'nvidia.com/gpu',
      product: 'NVIDIA-H100-80GB-HBM3',
      allocatable: 16,
      allocated: 10,
    },
    {
      resource: 'nvidia.com/gpu',
      product: 'NVIDIA-L4',
      allocatable: 4,
      allocated: 0,
    },
  ],
  source: { state: 'live', observedAt: '2026-11-20T10:00:00Z' },
};

const h100 = { profile: 'nvidia-h100-80gb', count: 1 };

function job(
  fields: Record<string, unknown>,
  known: Partial<PreflightFacts> = {},
): string[] {
  const bundle = rayJobBundle(jobInput(fields));
  return preflight(bundle, { ...facts, ...known }).map(
    finding => `${finding.severity} ${finding.code} ${formatFinding(finding)}`,
  );
}

describe('preflight', () => {
  it('finds nothing wrong with a good workload', () => {
    expect(job({ accelerator: h100, queue: 'vision-gpu' })).toEqual([]);
    expect(preflight(rayJobBundle(jobInput({ queue: 'any' })))).toEqual([]);
  });

  it('suggests the queue that was meant', () => {
    expect(job({ queue: 'vison-gpu' })).toEqual([
      'error QueueMissing queue: queue "vison-gpu" is not in namespace team-vision of cluster demo. Fix: did you mean vision-gpu? known: old-gpu, vision-gpu',
    ]);
    expect(job({ queue: 'x' }, { queues: [] })).toEqual([
      'error QueueMissing queue: queue "x" is not in namespace team-vision of cluster demo. Fix: none is known',
    ]);
  });

  it('refuses a queue that is not active', () => {
    expect(job({ queue: 'old-gpu' })).toEqual([
      'error QueueNotActive queue: queue "old-gpu" is not active, so Kueue admits nothing from it. Fix: use vision-gpu, or ask who runs the cluster to start it',
    ]);
  });

  it('names one cause when the namespace is missing', () => {
    const known = { namespaceExists: false, queues: [] };
    expect(job({ queue: 'vision-gpu' }, known)).toEqual([
      expect.stringMatching(/^error NamespaceMissing namespace: /),
    ]);
  });

  it('knows which accelerators the cluster offers and which are free', () => {
    const a10g = { profile: 'nvidia-a10g', count: 1 };
    expect(job({ accelerator: a10g })).toEqual([
      'error AcceleratorNotOffered accelerator.profile: no node of cluster demo offers NVIDIA A10G 24 GB now. Fix: use one that it offers (NVIDIA-H100-80GB-HBM3, NVIDIA-L4), or set accelerator.onDemand when nodes are made on demand',
    ]);
    expect(job({ accelerator: { ...a10g, onDemand: true } })).toEqual([
      expect.stringMatching(/^info AcceleratorNotOffered /),
    ]);
    expect(
      job({
        accelerator: { ...h100, count: 4 },
        workers: { replicas: 2 },
      }),
    ).toEqual([
      'warning AcceleratorNotFree accelerator.profile: needs 8 x NVIDIA H100 80 GB, 6 of 16 free, so it will wait. Fix: wait, ask for fewer devices, or use a type that is free',
    ]);
  });

  it('counts what an autoscaled cluster needs at least', () => {
    const bundle = rayClusterBundle(
      clusterInput({
        accelerator: { ...h100, count: 8 },
        workers: { minReplicas: 0, maxReplicas: 4 },
      }),
    );
    expect(preflight(bundle, facts)).toEqual([]);
  });

  it('compares the taints of all nodes with the tolerations', () => {
    const taint = {
      key: 'dedicated',
      value: 'x',
      effect: 'NoSchedule' as const,
    };
    const gpu = { key: 'nvidia.com/gpu', effect: 'NoSchedule' as const };
    const [first, second] = facts.accelerators;
    const tainted = {
      accelerators: [{ ...first, taints: [gpu, taint] }, second],
    };
    expect(job({ accelerator: h100 }, tainted)).toEqual([
      'error TaintWithoutToleration accelerator.tolerations: nodes with nvidia.com/gpu have the taint dedicated=x:NoSchedule, which the pods do not tolerate. Fix: add { key: dedicated, operator: Exists, effect: NoSchedule }',
    ]);
    const tolerations = [{ key: 'dedicated', value: 'x' }];
    expect(job({ accelerator: { ...h100, tolerations } }, tainted)).toEqual([]);
    const free = { accelerators: [...tainted.accelerators, first] };
    expect(job({ accelerator: h100 }, free)).toEqual([]);
  });

  it.each([
    [
      { image: 'rayproject/ray:2.49.0-py312', rayVersion: '2.34.0' },
      /^error RayVersionImageMismatch rayVersion: .*2\.34\.0 .*2\.49\.0. Fix: use rayVersion 2\.49\.0/,
    ],
    [
      { image: 'host:5000/ray', rayVersion: '2.55.1' },
      /^error UnpinnedImage image: image "host:5000\/ray" /,
    ],
    [
      { image: 'rayproject/ray:latest-gpu', rayVersion: '2.55.1' },
      /^error UnpinnedImage image: /,
    ],
    [{ spot: true }, /^warning SpotWithoutCheckpoint storage: /],
    [
      { mlflow: { registeredModel: 'churn' } },
      /^warning TrackingUriMissing mlflow.trackingUri: /,
    ],
  ])('judges %j', (fields, expected) => {
    expect(job(fields)).toEqual([expect.stringMatching(expected)]);
  });

  it('takes a digest for pinned and kept data for a checkpoint', () => {
    expect(
      job({
        image: `own/ray@sha256:${'0'.repeat(64)}`,
        rayVersion: '2.55.1',
        spot: true,
        storage: { type: 's3', uri: 's3://models/churn' },
      }),
    ).toEqual([]);
  });

  it('judges objects that no builder of ours made', () => {
    const bundle = rayClusterBundle(
      clusterInput({ workers: { maxReplicas: 2 } }),
    );
    const [cluster] = structuredClone(bundle.objects);
    cluster.metadata.name = 'x'.repeat(60);
    const spec = cluster.spec as {
      workerGroupSpecs: [{ replicas?: number }];
    };
    spec.workerGroupSpecs[0].replicas = 2;
    const pods = structuredClone(bundle.pods);
    pods[0].template.spec.containers[0].env.push({
      name: 'DB_PASSWORD',
      value: 'hunter2!',
    });
    const findings = preflight({ ...bundle, pods, objects: [cluster] });
    expect(findings.map(({ code, path }) => [code, path])).toEqual([
      ['NameTooLong', 'name'],
      ['LiteralSecret', 'env'],
      ['ReplicasAgainstAutoscaler', 'workers.replicas'],
    ]);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });

  it('does not stop an emit for what it cannot know', () => {
    const stale = { ...facts.source, state: 'stale' as const };
    expect(job({ queue: 'x' }, { source: stale })).toEqual([
      expect.stringMatching(
        /^warning QueueMissing .* \(as of 2026-11-20T10:00:00Z\)\. Fix: /,
      ),
    ]);
    const bundle = rayJobBundle(jobInput({ queue: 'x' }));
    expect(
      preflight(bundle, {
        ...facts,
        source: { state: 'unavailable', error: 'connection refused' },
      }),
    ).toEqual([notChecked('demo', 'connection refused')]);
  });
});
