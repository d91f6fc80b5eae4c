import { sameJson } from '../kube/json';
import { formatQuantity } from '../kube/quantity';
import { RayCluster, RayClusterStatus } from '../kube/rayTypes';
import { Pod } from '../kube/workloadTypes';
import { isTrue, setCondition } from './conditions';
import { addAmounts, Amounts, podRequests } from './podResources';
import { desiredPods, headServiceName } from './rayPods';

const MAX_REPLICAS = 2147483647;

/** Zero is left out, as by Go's omitempty. */
function count(value: number): number | undefined {
  return value === 0 ? undefined : value;
}

function desiredResources(cluster: RayCluster): Amounts {
  const total: Amounts = {};
  addAmounts(total, podRequests(cluster.spec.headGroupSpec.template.spec));
  for (const group of cluster.spec.workerGroupSpecs ?? []) {
    addAmounts(
      total,
      podRequests(group.template.spec),
      desiredPods(cluster, group),
    );
  }
  return total;
}

/** KubeRay counts keys that end in `gpu` only: MIG, Neuron and DRA are missed. */
function gpuCount(amounts: Amounts): number {
  return Object.entries(amounts)
    .filter(([name]) => name.endsWith('gpu'))
    .reduce((total, [, value]) => total + value, 0);
}

export function isPodReady(pod: Pod): boolean {
  return isTrue(pod.status?.conditions, 'Ready');
}

/** The whole status that KubeRay 1.7 writes for a cluster and its pods. */
export function rayClusterStatus(
  cluster: RayCluster,
  pods: Pod[],
  timestamp: string,
): RayClusterStatus {
  const before = cluster.status ?? {};
  const head = pods.find(
    p => p.metadata.labels?.['ray.io/node-type'] === 'head',
  );
  const workers = pods.filter(p => p !== head);
  const groups = cluster.spec.workerGroupSpecs ?? [];
  const desired = sum(groups.map(g => desiredPods(cluster, g)));
  const resources = desiredResources(cluster);
  const suspended = cluster.spec.suspend === true;
  const allReady =
    !suspended &&
    head !== undefined &&
    isPodReady(head) &&
    workers.filter(isPodReady).length >= desired;
  const conditions = structuredClone(before.conditions ?? []);

  setCondition(conditions, headCondition(head), timestamp);
  if (!isTrue(conditions, 'RayClusterProvisioned') || suspended) {
    setCondition(
      conditions,
      allReady
        ? {
            type: 'RayClusterProvisioned',
            status: 'True',
            reason: 'AllPodRunningAndReadyFirstTime',
            message: 'All Ray Pods are ready for the first time',
          }
        : {
            type: 'RayClusterProvisioned',
            status: 'False',
            reason: 'RayClusterPodsProvisioning',
            message: 'RayCluster Pods are being provisioned for first time',
          },
      timestamp,
    );
  }
  if (cluster.spec.suspend !== undefined) {
    setSuspension(conditions, suspended, pods.length === 0, timestamp);
  }

  let { state } = before;
  if (suspended) {
    state = pods.length === 0 ? 'suspended' : state;
  } else if (allReady) {
    state = 'ready';
  } else if (state === 'suspended') {
    state = undefined;
  }
  const transitions = { ...before.stateTransitionTimes };
  if (state && state !== before.state) {
    transitions[state] = timestamp;
  }
  const next: RayClusterStatus = {
    state,
    conditions,
    desiredCPU: formatQuantity('cpu', resources.cpu ?? 0),
    desiredMemory: formatQuantity('memory', resources.memory ?? 0),
    desiredGPU: formatQuantity('gpu', gpuCount(resources)),
    desiredTPU: '0',
    desiredWorkerReplicas: count(desired),
    readyWorkerReplicas: count(workers.filter(isPodReady).length),
    availableWorkerReplicas: count(
      workers.filter(p => p.status?.phase === 'Running').length,
    ),
    minWorkerReplicas: count(
      sum(groups.map(g => (g.minReplicas ?? 0) * (g.numOfHosts ?? 1))),
    ),
    maxWorkerReplicas: count(
      sum(
        groups.map(g => (g.maxReplicas ?? MAX_REPLICAS) * (g.numOfHosts ?? 1)),
      ),
    ),
    head: {
      podIP: head?.status?.podIP,
      podName: head?.metadata.name,
      serviceIP: head?.status?.podIP,
      serviceName: headServiceName(cluster),
    },
    endpoints: {
      client: '10001',
      dashboard: '8265',
      'gcs-server': '6379',
      metrics: '8080',
      serve: '8000',
    },
    stateTransitionTimes: transitions,
    observedGeneration: cluster.metadata.generation,
    lastUpdateTime: before.lastUpdateTime,
  };
  const plain: RayClusterStatus = JSON.parse(JSON.stringify(next));
  return sameJson(plain, before)
    ? before
    : { ...plain, lastUpdateTime: timestamp };
}

function sum(values: number[]): number {
  return Math.min(
    values.reduce((a, b) => a + b, 0),
    MAX_REPLICAS,
  );
}

function headCondition(head: Pod | undefined) {
  const type = 'HeadPodReady';
  if (!head) {
    return {
      type,
      status: 'False' as const,
      reason: 'HeadPodNotFound',
      message: 'Head Pod not found',
    };
  }
  if (isPodReady(head)) {
    return {
      type,
      status: 'True' as const,
      reason: 'HeadPodRunningAndReady',
      message: '',
    };
  }
  const waiting = head.status?.containerStatuses?.[0]?.state.waiting;
  const condition = head.status?.conditions.find(c => c.type === 'Ready');
  return {
    type,
    status: 'False' as const,
    reason: waiting?.reason ?? condition?.reason ?? 'Unknown',
    message: waiting?.message ?? condition?.message ?? '',
  };
}

function setSuspension(
  conditions: NonNullable<RayClusterStatus['conditions']>,
  suspended: boolean,
  noPods: boolean,
  timestamp: string,
): void {
  const states = [
    { type: 'RayClusterSuspending', on: suspended && !noPods },
    { type: 'RayClusterSuspended', on: suspended && noPods },
  ];
  for (const { type, on } of states) {
    setCondition(
      conditions,
      {
        type,
        status: on ? 'True' : 'False',
        reason: type,
        message: '',
      },
      timestamp,
    );
  }
}
