import { KubeObject } from '@callboard/plugin-ml-platform-node';

/* Raw Kubernetes objects, as an API server sends them. */

export const NAMESPACE = 'team-vision';
export const ENTITY_REF = 'component:default/churn-train';
export const CREATED = '2026-11-20T10:00:00Z';

type Fields = Record<string, unknown>;

export function kubeObject(
  apiVersion: string,
  kind: string,
  metadata: Fields & { name: string },
  rest: Fields = {},
): KubeObject {
  return {
    apiVersion,
    kind,
    ...rest,
    metadata: {
      uid: `uid-${kind}-${metadata.name}`,
      resourceVersion: '1',
      creationTimestamp: CREATED,
      ...metadata,
    },
  };
}

export function ownedBy(owner: KubeObject) {
  return [
    {
      apiVersion: owner.apiVersion,
      kind: owner.kind,
      name: owner.metadata.name,
      uid: owner.metadata.uid,
      controller: true,
    },
  ];
}

export function podTemplate(gpus: number) {
  return {
    spec: {
      containers: [
        {
          name: 'ray',
          image: 'rayproject/ray:2.60.0-gpu',
          env: [{ name: 'SECRET', value: 'must-not-be-kept' }],
          resources: gpus
            ? { limits: { 'nvidia.com/gpu': String(gpus), cpu: '8' } }
            : {},
        },
      ],
    },
  };
}

export const rayClusterSpec = {
  rayVersion: '2.60.0',
  headGroupSpec: { rayStartParams: {}, template: podTemplate(0) },
  workerGroupSpecs: [
    {
      groupName: 'gpu',
      replicas: 2,
      minReplicas: 2,
      maxReplicas: 2,
      rayStartParams: {},
      template: podTemplate(4),
    },
  ],
};

export function rayJob(
  status: Fields,
  options: { spec?: Fields; metadata?: Fields; name?: string } = {},
): KubeObject {
  return kubeObject(
    'ray.io/v1',
    'RayJob',
    {
      name: options.name ?? 'churn-train-7f3a',
      namespace: NAMESPACE,
      labels: { 'backstage.io/kubernetes-id': 'churn-train' },
      annotations: {
        'callboard.dev/entity-ref': ENTITY_REF,
        'callboard.dev/template': 'ray-training-job',
        'callboard.dev/template-version': '1.0.0',
      },
      ...options.metadata,
    },
    {
      spec: {
        entrypoint: 'python train.py',
        rayClusterSpec,
        shutdownAfterJobFinishes: true,
        ...options.spec,
      },
      status,
    },
  );
}

export function rayCluster(
  status: Fields,
  options: { owner?: KubeObject; spec?: Fields; metadata?: Fields } = {},
): KubeObject {
  return kubeObject(
    'ray.io/v1',
    'RayCluster',
    {
      name: 'churn-train-7f3a-x1',
      namespace: NAMESPACE,
      generation: 1,
      ...(options.owner && { ownerReferences: ownedBy(options.owner) }),
      ...options.metadata,
    },
    { spec: { ...rayClusterSpec, ...options.spec }, status },
  );
}

export const provisioned = {
  state: 'ready',
  desiredWorkerReplicas: 2,
  readyWorkerReplicas: 2,
  observedGeneration: 1,
  conditions: [
    { type: 'HeadPodReady', status: 'True', reason: 'HeadPodRunningAndReady' },
    {
      type: 'RayClusterProvisioned',
      status: 'True',
      reason: 'AllPodRunningAndReadyFirstTime',
    },
  ],
};

export const podStatuses = {
  running: {
    phase: 'Running',
    startTime: CREATED,
    conditions: [
      { type: 'PodScheduled', status: 'True' },
      { type: 'Ready', status: 'True' },
    ],
    containerStatuses: [
      {
        name: 'ray',
        ready: true,
        restartCount: 0,
        state: { running: { startedAt: CREATED } },
      },
    ],
  },
  unschedulable: {
    phase: 'Pending',
    conditions: [
      {
        type: 'PodScheduled',
        status: 'False',
        reason: 'Unschedulable',
        message:
          '0/5 nodes are available: 2 Insufficient nvidia.com/gpu, 3 node(s) had untolerated taint {spot: true}. preemption: 0/5 nodes are available: 5 Preemption is not helpful for scheduling.',
      },
    ],
  },
  tainted: {
    phase: 'Pending',
    conditions: [
      {
        type: 'PodScheduled',
        status: 'False',
        reason: 'Unschedulable',
        message:
          '0/2 nodes are available: 2 node(s) had untolerated taint {nvidia.com/gpu: present}. preemption: none.',
      },
    ],
  },
  imagePull: waiting(
    'ImagePullBackOff',
    'Back-off pulling image: manifest unknown: not found',
  ),
  badSecret: waiting('CreateContainerConfigError', 'secret "hf" not found'),
  oom: {
    phase: 'Running',
    conditions: [{ type: 'PodScheduled', status: 'True' }],
    containerStatuses: [
      {
        name: 'ray',
        ready: false,
        restartCount: 4,
        state: { waiting: { reason: 'CrashLoopBackOff' } },
        lastState: { terminated: { reason: 'OOMKilled', exitCode: 137 } },
      },
    ],
  },
  evicted: {
    phase: 'Failed',
    reason: 'Evicted',
    message: 'The node was low on resource: memory.',
  },
  succeeded: { phase: 'Succeeded' },
};

function waiting(reason: string, message: string) {
  return {
    phase: 'Pending',
    conditions: [{ type: 'PodScheduled', status: 'True' }],
    containerStatuses: [
      {
        name: 'ray',
        ready: false,
        restartCount: 0,
        state: { waiting: { reason, message } },
      },
    ],
  };
}

export function rayPod(
  owner: KubeObject,
  options: {
    name: string;
    type?: 'head' | 'worker';
    gpus?: number;
    status?: Fields;
    node?: string;
    metadata?: Fields;
  },
): KubeObject {
  const { name, type = 'worker', gpus = type === 'worker' ? 4 : 0 } = options;
  const status = options.status ?? podStatuses.running;
  const scheduled = !JSON.stringify(status).includes('Unschedulable');
  return kubeObject(
    'v1',
    'Pod',
    {
      name,
      namespace: NAMESPACE,
      labels: {
        'ray.io/cluster': owner.metadata.name,
        'ray.io/node-type': type,
        'ray.io/group': type === 'head' ? 'headgroup' : 'gpu',
      },
      ownerReferences: ownedBy(owner),
      ...options.metadata,
    },
    {
      spec: {
        ...podTemplate(gpus).spec,
        ...(scheduled && { nodeName: options.node ?? 'gpu-1' }),
      },
      status,
    },
  );
}

export function kueueWorkload(
  owner: KubeObject,
  condition: { status: string; reason: string; message?: string },
): KubeObject {
  return kubeObject(
    'kueue.x-k8s.io/v1beta2',
    'Workload',
    {
      name: `rayjob-${owner.metadata.name}`,
      namespace: NAMESPACE,
      ownerReferences: ownedBy(owner),
    },
    {
      spec: {
        queueName: 'vision-gpu',
        priority: 0,
        podSets: [
          { name: 'head', count: 1, template: podTemplate(0) },
          { name: 'gpu', count: 2, template: podTemplate(4) },
        ],
      },
      status: {
        conditions: [
          { type: 'QuotaReserved', ...condition },
          ...(condition.status === 'True'
            ? [{ type: 'Admitted', status: 'True', reason: 'Admitted' }]
            : []),
        ],
      },
    },
  );
}
