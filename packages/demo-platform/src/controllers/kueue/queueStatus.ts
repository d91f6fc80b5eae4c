import { ClusterQueue, Workload } from '../../kube/platformTypes';
import { CLUSTER_QUEUES, LOCAL_QUEUES } from '../../kube/resources';
import { formatQuantity } from '../../kube/quantity';
import { Condition } from '../../kube/types';
import { isTrue, setCondition } from '../conditions';
import { ControllerContext } from '../Controller';
import { FlavorUsage } from './assignFlavors';
import { holdsQuota, isFinished, usageOf, workloadsOf } from './workloadState';

/** Counts and usage in the status of every ClusterQueue and LocalQueue. */
export function writeQueueStatus({ store, clock }: ControllerContext): void {
  for (const queue of store.list(CLUSTER_QUEUES)) {
    const { name } = queue.metadata;
    const workloads = workloadsOf(store, name);
    const stopped = (queue.spec.stopPolicy ?? 'None') !== 'None';
    store.modify(CLUSTER_QUEUES, queue, draft => {
      draft.status = {
        conditions: withActive(
          draft.status,
          stopped
            ? {
                type: 'Active',
                status: 'False',
                reason: 'Stopped',
                message: "Can't admit new workloads: is stopped.",
              }
            : {
                type: 'Active',
                status: 'True',
                reason: 'Ready',
                message: 'Can admit new workloads',
              },
          clock.timestamp(),
        ),
        ...counts(workloads),
        ...flavorStatus(queue, usageOf(workloads), true),
      };
    });
  }
  for (const queue of store.list(LOCAL_QUEUES)) {
    const clusterQueue = store.find(
      CLUSTER_QUEUES,
      undefined,
      queue.spec.clusterQueue,
    );
    const own = workloadsOf(store, queue.spec.clusterQueue).filter(
      workload =>
        workload.metadata.namespace === queue.metadata.namespace &&
        workload.spec.queueName === queue.metadata.name,
    );
    store.modify(LOCAL_QUEUES, queue, draft => {
      draft.status = {
        conditions: withActive(
          draft.status,
          clusterQueue
            ? {
                type: 'Active',
                status: 'True',
                reason: 'Ready',
                message: 'Can submit new workloads to localQueue',
              }
            : {
                type: 'Active',
                status: 'False',
                reason: 'ClusterQueueDoesNotExist',
                message: "Can't submit new workloads to clusterQueue",
              },
          clock.timestamp(),
        ),
        ...counts(own),
        ...(clusterQueue && flavorStatus(clusterQueue, usageOf(own), false)),
      };
    });
  }
}

function withActive(
  status: object | undefined,
  next: Condition,
  timestamp: string,
): Condition[] {
  const conditions: Condition[] = [];
  if (status && 'conditions' in status && Array.isArray(status.conditions)) {
    conditions.push(...status.conditions);
  }
  setCondition(conditions, next, timestamp);
  return conditions;
}

function counts(workloads: Workload[]) {
  return {
    pendingWorkloads: workloads.filter(w => !holdsQuota(w) && !isFinished(w))
      .length,
    reservingWorkloads: workloads.filter(holdsQuota).length,
    admittedWorkloads: workloads.filter(
      w => holdsQuota(w) && isTrue(w.status?.conditions, 'Admitted'),
    ).length,
  };
}

function flavorStatus(
  queue: ClusterQueue,
  usage: FlavorUsage,
  withBorrowed: boolean,
) {
  const flavors = (queue.spec.resourceGroups ?? []).flatMap(group =>
    group.flavors.map(flavor => ({
      name: flavor.name,
      resources: flavor.resources.map(({ name }) => ({
        name,
        total: formatQuantity(name, usage[flavor.name]?.[name] ?? 0),
        ...(withBorrowed && { borrowed: '0' }),
      })),
    })),
  );
  return { flavorsReservation: flavors, flavorsUsage: flavors };
}
