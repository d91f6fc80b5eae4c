import { StoredObject } from '@callboard/kube-reflector';
import { Condition, parseConditions } from '../health/conditions';
import { DeviceCounts, addCounts } from '../accelerators/countDevices';
import { asCount, asNumber, asRecord, asRecords, asString } from './fields';
import { projectMetadata } from './projectMetadata';
import { templateDevices } from './templateDevices';

/** What the portal keeps of a Kueue Workload. */
export interface StoredKueueWorkload extends StoredObject {
  queueName?: string;
  priority: number;
  /** Accelerators of all its pod sets together. */
  devices: DeviceCounts;
  conditions: Condition[];
  /** ClusterQueue that admitted it. */
  admittedBy?: string;
  admissionChecks: { name: string; state: string; message?: string }[];
}

/** What the portal keeps of a Kueue LocalQueue or ClusterQueue. */
export interface StoredQueue extends StoredObject {
  /** Of a LocalQueue: the ClusterQueue that it feeds. */
  clusterQueue?: string;
  pendingWorkloads: number;
  /**
   * Of a ClusterQueue: its own quota of extended resources, and what admitted
   * workloads hold of it. Counts.
   */
  quotas: { flavor: string; resource: string; nominal: number; held: number }[];
  /** Of a ClusterQueue: the cohort that it may borrow from. */
  cohort?: string;
  conditions: Condition[];
}

function projectQuotas(
  spec: Record<string, unknown>,
  status: Record<string, unknown>,
): StoredQueue['quotas'] {
  const held = asRecords(status.flavorsReservation);
  return asRecords(spec.resourceGroups)
    .flatMap(group => asRecords(group.flavors))
    .flatMap(flavor =>
      asRecords(flavor.resources)
        // cpu and memory are quantities that no count expresses.
        .filter(({ name }) => asString(name)?.includes('/'))
        .map(({ name, nominalQuota }) => ({
          flavor: asString(flavor.name) ?? '',
          resource: asString(name) ?? '',
          nominal: asCount(nominalQuota),
          held: asCount(
            asRecords(
              held.find(other => other.name === flavor.name)?.resources,
            ).find(other => other.name === name)?.total,
          ),
        })),
    );
}

/** Projects a `kueue.x-k8s.io` Workload, v1beta1 or v1beta2. */
export function projectKueueWorkload(object: {
  [field: string]: unknown;
}): StoredKueueWorkload {
  const spec = asRecord(object.spec);
  const status = asRecord(object.status);
  return {
    ...projectMetadata(object),
    queueName: asString(spec.queueName),
    priority: asNumber(spec.priority) ?? 0,
    devices: asRecords(spec.podSets).reduce<DeviceCounts>(
      (sum, podSet) =>
        addCounts(
          sum,
          templateDevices(podSet.template),
          asNumber(podSet.count) ?? 0,
        ),
      {},
    ),
    conditions: parseConditions(status.conditions),
    admittedBy: asString(asRecord(status.admission).clusterQueue),
    admissionChecks: asRecords(status.admissionChecks).map(check => ({
      name: asString(check.name) ?? '',
      state: asString(check.state) ?? '',
      message: asString(check.message),
    })),
  };
}

/** Projects a Kueue LocalQueue or ClusterQueue. */
export function projectQueue(object: {
  [field: string]: unknown;
}): StoredQueue {
  const spec = asRecord(object.spec);
  const status = asRecord(object.status);
  return {
    ...projectMetadata(object),
    clusterQueue: asString(spec.clusterQueue),
    quotas: projectQuotas(spec, status),
    // v1beta1 calls it `cohort`, v1beta2 `cohortName`.
    cohort: asString(spec.cohortName) ?? asString(spec.cohort),
    pendingWorkloads: asNumber(status.pendingWorkloads) ?? 0,
    conditions: parseConditions(status.conditions),
  };
}
