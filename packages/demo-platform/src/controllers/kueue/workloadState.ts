import { Workload } from '../../kube/platformTypes';
import { KubeStore } from '../../kube/KubeStore';
import { LOCAL_QUEUES, WORKLOADS } from '../../kube/resources';
import { parseQuantity } from '../../kube/quantity';
import { isTrue } from '../conditions';
import { FlavorUsage } from './assignFlavors';

export function isFinished(workload: Workload): boolean {
  return isTrue(workload.status?.conditions, 'Finished');
}

/** Holds quota: reserved and not finished. */
export function holdsQuota(workload: Workload): boolean {
  return Boolean(workload.status?.admission) && !isFinished(workload);
}

export function addUsage(usage: FlavorUsage, workload: Workload): void {
  for (const set of workload.status?.admission?.podSetAssignments ?? []) {
    for (const [resource, flavor] of Object.entries(set.flavors)) {
      const ofFlavor = (usage[flavor] ??= {});
      ofFlavor[resource] =
        (ofFlavor[resource] ?? 0) + parseQuantity(set.resourceUsage[resource]);
    }
  }
}

/** What workloads hold in one ClusterQueue. */
export function usageOf(workloads: Workload[]): FlavorUsage {
  const usage: FlavorUsage = {};
  workloads.filter(holdsQuota).forEach(w => addUsage(usage, w));
  return usage;
}

/** Workloads that are queued in or hold quota of one ClusterQueue. */
export function workloadsOf(
  store: KubeStore,
  clusterQueue: string,
): Workload[] {
  return store.list(WORKLOADS).filter(workload => {
    const queue = store.find(
      LOCAL_QUEUES,
      workload.metadata.namespace,
      workload.spec.queueName,
    );
    return (
      (workload.status?.admission?.clusterQueue ?? queue?.spec.clusterQueue) ===
      clusterQueue
    );
  });
}
