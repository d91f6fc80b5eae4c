import { StoredObject } from '@callboard/kube-reflector';
import { Cluster } from '../clusters/Cluster';
import { StoredKueueWorkload } from '../clusters/projectKueue';
import {
  CLUSTER_QUEUES,
  KUEUE_WORKLOADS,
  LOCAL_QUEUES,
} from '../clusters/resources';
import { isTrue } from '../health/conditions';
import { Queueing, judgeQueueing } from '../health/judgeQueueing';

/** Kueue's verdict and, while it waits, what it waits for. */
export interface ReadQueueing extends Queueing {
  workload: StoredKueueWorkload;
}

function isKueueWorkload(object: StoredObject): object is StoredKueueWorkload {
  return (
    object.kind === 'Workload' &&
    object.apiVersion.startsWith(`${KUEUE_WORKLOADS.resource.group}/`)
  );
}

function isWaiting({ conditions }: StoredKueueWorkload): boolean {
  return (
    !isTrue(conditions, 'QuotaReserved') && !isTrue(conditions, 'Finished')
  );
}

function clusterQueueOf(
  cluster: Cluster,
  workload: StoredKueueWorkload,
): string | undefined {
  return cluster.getByName(
    LOCAL_QUEUES,
    workload.metadata.namespace,
    workload.queueName ?? '',
  )?.clusterQueue;
}

/** Kueue's order; creation times have whole seconds, so the uid decides. */
function isBefore(a: StoredKueueWorkload, b: StoredKueueWorkload): boolean {
  const order =
    b.priority - a.priority ||
    a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp) ||
    a.metadata.uid.localeCompare(b.metadata.uid);
  return order < 0;
}

/**
 * Waiting workloads that Kueue looks at first: higher priority, then older
 * (Kueue 0.20 orders by priority and creation; one that was evicted keeps its
 * place). Unknown when only some namespaces are followed.
 */
function countAhead(
  cluster: Cluster,
  workload: StoredKueueWorkload,
): number | undefined {
  const queue = clusterQueueOf(cluster, workload);
  if (!queue || cluster.isLimited) {
    return undefined;
  }
  return cluster.list(KUEUE_WORKLOADS).filter(
    other =>
      other !== workload &&
      isWaiting(other) &&
      clusterQueueOf(cluster, other) === queue &&
      isBefore(other, workload) &&
      // One that can never be admitted does not hold up the queue.
      !judgeQueueing(other).blocked,
  ).length;
}

/** Reads admission from the newest Kueue Workload among the descendants. */
export function readQueueing(
  cluster: Cluster,
  descendants: readonly StoredObject[],
): ReadQueueing | undefined {
  const [workload] = descendants
    .filter(isKueueWorkload)
    .sort((a, b) =>
      b.metadata.creationTimestamp.localeCompare(a.metadata.creationTimestamp),
    );
  if (!workload) {
    return undefined;
  }
  const localQueue = cluster.getByName(
    LOCAL_QUEUES,
    workload.metadata.namespace,
    workload.queueName ?? '',
  );
  const clusterQueue =
    localQueue?.clusterQueue === undefined
      ? undefined
      : cluster.getByName(CLUSTER_QUEUES, undefined, localQueue.clusterQueue);
  return {
    workload,
    ...judgeQueueing(workload, {
      localQueue,
      clusterQueue,
      ahead: isWaiting(workload) ? countAhead(cluster, workload) : undefined,
    }),
  };
}
