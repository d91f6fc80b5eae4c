import { StoredObject } from '@callboard/kube-reflector';
import {
  KubeObject,
  WorkloadContext,
} from '@callboard/plugin-ml-platform-node';
import {
  CREATED,
  podStatuses,
  provisioned,
  rayCluster as clusterObject,
  rayJob as jobObject,
  rayClusterSpec,
  rayPod,
  kubeObject,
} from '../../__testUtils__/objects';
import { projectPod } from '../../services/clusters/projectPod';
import { judgePod } from '../../services/health/judgePod';
import { rayCluster } from './rayCluster';
import { rayJob } from './rayJob';
import { rayService } from './rayService';

const SOON = Date.parse(CREATED) + 60_000;
const LATE = Date.parse(CREATED) + 3_600_000;

function context<T extends StoredObject>(
  object: T,
  options: {
    pods?: KubeObject[];
    descendants?: StoredObject[];
    queueing?: WorkloadContext['queueing'];
    now?: number;
  } = {},
): WorkloadContext<T> {
  const pods = (options.pods ?? []).map(projectPod);
  return {
    object,
    descendants: [...(options.descendants ?? []), ...pods],
    pods: pods.map(pod => ({ pod, ...judgePod(pod) })),
    events: [],
    queueing: options.queueing,
    now: options.now ?? SOON,
    observedAt: CREATED,
  };
}

const raw = clusterObject(provisioned);
const head = rayPod(raw, { name: 'h', type: 'head' });
const w0 = rayPod(raw, { name: 'w0' });
const w1 = rayPod(raw, { name: 'w1' });
const running = [head, w0, w1];
const w1As = (status: Record<string, unknown>) =>
  rayPod(raw, { name: 'w1', status });
const waitsInQueue = {
  queue: 'vision-gpu',
  admitted: false,
  reasons: [{ layer: 'queue' as const, code: 'Pending', message: 'Waits.' }],
};

describe('RayCluster', () => {
  const read = (object: KubeObject, options?: Parameters<typeof context>[1]) =>
    rayCluster.read(context(rayCluster.project(object), options));

  it.each([
    ['all pods run', provisioned, running, SOON, 'healthy', undefined],
    [
      'provisioned once, a worker waits now',
      provisioned,
      [head, w0, w1As(podStatuses.unschedulable)],
      SOON,
      'progressing',
      'scheduling',
    ],
    [
      'a worker waits for long',
      provisioned,
      [head, w0, w1As(podStatuses.unschedulable)],
      LATE,
      'degraded',
      'scheduling',
    ],
    [
      'the status still says ready and the pod is gone',
      provisioned,
      [head, w0],
      SOON,
      'progressing',
      undefined,
    ],
    [
      'an image cannot be pulled',
      { ...provisioned, readyWorkerReplicas: 1 },
      [head, w0, w1As(podStatuses.imagePull)],
      SOON,
      'degraded',
      'image',
    ],
    [
      'the head was lost',
      {
        ...provisioned,
        conditions: [
          provisioned.conditions[1],
          { type: 'HeadPodReady', status: 'False', reason: 'HeadPodNotFound' },
        ],
      },
      [w0, w1],
      SOON,
      'degraded',
      'controller',
    ],
    [
      'quota refuses its pods',
      {
        conditions: [
          {
            type: 'ReplicaFailure',
            status: 'True',
            reason: 'FailedCreateWorkerPod',
            message: 'pods "w1" is forbidden: exceeded quota: gpus',
          },
        ],
      },
      [head],
      SOON,
      'degraded',
      'quota',
    ],
    [
      'a state of the future',
      { state: 'dancing' },
      [],
      SOON,
      'unknown',
      undefined,
    ],
    ['no status yet', {}, [], SOON, 'progressing', undefined],
    ['no status for an hour', {}, [], LATE, 'unknown', 'controller'],
    [
      'suspended',
      { conditions: [{ type: 'RayClusterSuspended', status: 'True' }] },
      [],
      SOON,
      'suspended',
      undefined,
    ],
  ])('%s', (_, status, pods, now, expected, layer) => {
    const { verdict } = read(clusterObject(status), { pods, now });
    expect(verdict.status).toBe(expected);
    expect(verdict.reasons[0]?.layer).toBe(layer);
    expect(verdict.summary).toBeTruthy();
  });

  it('is queued, not suspended, while Kueue holds it', () => {
    const { verdict } = read(clusterObject({}, { spec: { suspend: true } }), {
      queueing: waitsInQueue,
    });
    expect(verdict).toMatchObject({
      status: 'queued',
      summary: 'Queued in vision-gpu',
      reasons: [{ code: 'Pending' }],
    });
  });

  it('is degraded when its queue can never give what it asks for', () => {
    const { verdict } = read(clusterObject({}, { spec: { suspend: true } }), {
      queueing: {
        ...waitsInQueue,
        blocked: true,
        reasons: [
          { layer: 'quota', code: 'ExceedsMaxQuota', message: '16 > 8' },
        ],
      },
    });
    expect(verdict).toMatchObject({
      status: 'degraded',
      summary: 'Cannot get quota in vision-gpu',
    });
  });

  it('does not call suspended what Kueue holds and nobody can read', () => {
    const object = clusterObject(
      {},
      {
        spec: { suspend: true },
        metadata: { labels: { 'kueue.x-k8s.io/queue-name': 'vision-gpu' } },
      },
    );
    expect(read(object, { now: LATE }).verdict).toMatchObject({
      status: 'unknown',
      reasons: [{ layer: 'queue', code: 'NoKueueWorkload' }],
    });
    expect(
      read(object, { now: Date.parse(CREATED) + 1000 }).verdict.status,
    ).toBe('progressing');
  });

  it('looks at the pods once it is admitted, though KubeRay still says suspended', () => {
    // KubeRay 1.6.1 after Kueue has resumed a cluster.
    const status = {
      state: 'suspended',
      desiredWorkerReplicas: 2,
      conditions: [
        { type: 'HeadPodReady', status: 'True' },
        { type: 'RayClusterProvisioned', status: 'False' },
        { type: 'RayClusterSuspended', status: 'False' },
        { type: 'RayClusterSuspending', status: 'False' },
      ],
    };
    const admitted = { ...waitsInQueue, admitted: true, reasons: [] };
    const { verdict, groups } = read(clusterObject(status), {
      queueing: admitted,
      pods: [head, w0, w1As(podStatuses.imagePull)],
    });
    expect(verdict).toMatchObject({
      status: 'degraded',
      reasons: [{ layer: 'image' }],
    });
    expect(groups.map(group => [group.ready, group.desired])).toEqual([
      [1, 1],
      [1, 2],
    ]);
  });

  it('asks for the devices of all its pods, also while it has none', () => {
    const [group] = rayClusterSpec.workerGroupSpecs;
    const spec = {
      workerGroupSpecs: [{ ...group, numOfHosts: 2 }],
    };
    const object = clusterObject({}, { spec });
    expect(read(object).requested).toEqual({ 'nvidia.com/gpu': 16 });
  });

  it('counts pods, several hosts a replica', () => {
    const [group] = rayClusterSpec.workerGroupSpecs;
    const { groups } = read(
      clusterObject(
        {},
        {
          spec: {
            enableInTreeAutoscaling: true,
            workerGroupSpecs: [{ ...group, numOfHosts: 4, maxReplicas: 3 }],
          },
        },
      ),
      { pods: running },
    );
    expect(groups).toMatchObject([
      { role: 'head', desired: 1, ready: 1 },
      { name: 'gpu', desired: 8, ready: 2, min: 8, max: 12 },
    ]);
  });

  it('shows a deleted one as such', () => {
    const object = clusterObject(provisioned, {
      metadata: { deletionTimestamp: CREATED },
    });
    expect(read(object, { pods: running }).verdict).toMatchObject({
      status: 'progressing',
      summary: 'Is being deleted',
    });
  });
});

describe('RayJob', () => {
  const cluster = rayCluster.project(raw);
  const read = (
    status: Record<string, unknown>,
    options: Parameters<typeof context>[1] & { spec?: object } = {},
  ) =>
    rayJob.read(
      context(
        rayJob.project(
          jobObject(
            { rayClusterName: raw.metadata.name, ...status },
            { spec: { ...options.spec } },
          ),
        ),
        { descendants: [cluster], ...options },
      ),
    );

  it.each([
    ['', undefined, running, 'progressing'],
    ['Initializing', undefined, [head, w0], 'progressing'],
    ['Initializing', undefined, [head, w0, w1As(podStatuses.oom)], 'degraded'],
    ['Running', 'PENDING', running, 'progressing'],
    ['Running', 'RUNNING', running, 'healthy'],
    [
      'Running',
      'RUNNING',
      [head, w0, w1As(podStatuses.unschedulable)],
      'progressing',
    ],
    ['Running', 'SUCCEEDED', running, 'progressing'],
    ['Running', 'HUMMING', running, 'unknown'],
    ['Complete', 'SUCCEEDED', [], 'completed'],
    ['Complete', 'STOPPED', [], 'stopped'],
    ['Complete', 'FAILED', [], 'failed'],
    ['Complete', 'HUMMING', [], 'unknown'],
    ['Failed', 'FAILED', [], 'failed'],
    ['Failed', undefined, [], 'failed'],
    ['ValidationFailed', undefined, [], 'failed'],
    ['Retrying', 'FAILED', [], 'progressing'],
    ['Waiting', undefined, running, 'progressing'],
    ['Suspended', undefined, [], 'suspended'],
    ['Suspending', undefined, running, 'suspended'],
    ['InventedLater', undefined, running, 'unknown'],
  ])(
    '%s with job status %s',
    (jobDeploymentStatus, jobStatus, pods, status) => {
      const { verdict } = read({ jobDeploymentStatus, jobStatus }, { pods });
      expect(verdict.status).toBe(status);
    },
  );

  it('is queued while Kueue has no quota, and starts when it has', () => {
    const spec = { suspend: true };
    const queued = read({}, { spec, queueing: waitsInQueue });
    expect(queued.verdict.status).toBe('queued');
    const admitted = read(
      { jobDeploymentStatus: 'Suspended' },
      { spec, queueing: { ...waitsInQueue, admitted: true, reasons: [] } },
    );
    expect(admitted.verdict.status).toBe('progressing');
  });

  it('gives the failure with its message and a fix', () => {
    const { verdict, finishedAt } = read({
      jobDeploymentStatus: 'Failed',
      jobStatus: 'FAILED',
      reason: 'AppFailed',
      message: 'Job entrypoint command failed with exit code 1',
      endTime: '2026-11-20T12:00:00Z',
    });
    expect(verdict.reasons).toEqual([
      {
        layer: 'application',
        code: 'AppFailed',
        message:
          "The job's own program failed. Job entrypoint command failed with exit code 1",
        fix: 'Look at the last log lines of the job.',
        object: 'RayJob/churn-train-7f3a',
      },
    ]);
    expect(finishedAt).toBe('2026-11-20T12:00:00Z');
  });

  it('is unknown while the operator cannot ask Ray', () => {
    const { verdict } = read(
      {
        jobDeploymentStatus: 'Running',
        jobStatus: 'RUNNING',
        jobStatusCheckFailureStartTime: CREATED,
      },
      { pods: running },
    );
    expect(verdict.status).toBe('unknown');
    expect(verdict.reasons[0].code).toBe('JobStatusCheckFailing');
  });

  it('wants no pods once it is finished', () => {
    const { groups, details } = read({
      jobDeploymentStatus: 'Complete',
      jobStatus: 'SUCCEEDED',
    });
    expect(groups.map(group => group.desired)).toEqual([0, 0]);
    expect(details).toContainEqual({
      label: 'Entrypoint',
      value: 'python train.py',
    });
  });

  it('orders reasons by layer and says each cause once', () => {
    const { verdict } = read(
      { jobDeploymentStatus: 'Initializing' },
      {
        pods: [
          rayPod(raw, { name: 'h', type: 'head', status: podStatuses.oom }),
          rayPod(raw, { name: 'w0', status: podStatuses.unschedulable }),
          w1As(podStatuses.unschedulable),
        ],
      },
    );
    expect(verdict.reasons.map(reason => reason.code)).toEqual([
      'Unschedulable',
      'OOMKilled',
    ]);
    expect(verdict.reasons[0].message).toMatch(/stops 1 more pod\.$/);
  });
});

describe('RayService', () => {
  const read = (status: Record<string, unknown>, pods = running) =>
    rayService.read(
      context(
        rayService.project(
          kubeObject(
            'ray.io/v1',
            'RayService',
            { name: 'serve' },
            {
              spec: { rayClusterConfig: rayClusterSpec },
              status,
            },
          ),
        ),
        { pods },
      ),
    ).verdict;
  const ready = (status: string, reason = 'NonZeroServeEndpoints') => [
    { type: 'Ready', status, reason },
  ];
  const apps = (status: string) => ({
    activeServiceStatus: {
      rayClusterName: raw.metadata.name,
      applicationStatuses: { llm: { status, message: 'why' } },
    },
  });

  it.each([
    ['serving', { conditions: ready('True'), ...apps('RUNNING') }, 'healthy'],
    [
      'ready with a broken application',
      { conditions: ready('True'), ...apps('DEPLOY_FAILED') },
      'degraded',
    ],
    [
      'deploying',
      { conditions: ready('True'), ...apps('DEPLOYING') },
      'progressing',
    ],
    [
      'a new application state',
      { conditions: ready('True'), ...apps('ODD') },
      'unknown',
    ],
    [
      'given up',
      { conditions: ready('False', 'InitializingTimeout') },
      'degraded',
    ],
    [
      'upgrading',
      {
        conditions: [
          ...ready('True'),
          { type: 'UpgradeInProgress', status: 'True' },
        ],
        ...apps('RUNNING'),
      },
      'progressing',
    ],
  ])('%s', (_, status, expected) => {
    expect(read(status).status).toBe(expected);
  });

  it('is not healthy while a worker waits', () => {
    const status = { conditions: ready('True'), ...apps('RUNNING') };
    expect(
      read(status, [head, w0, w1As(podStatuses.unschedulable)]).status,
    ).toBe('progressing');
  });
});
