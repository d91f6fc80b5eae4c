import { StoredObject } from '@callboard/kube-reflector';
import { Condition, parseConditions } from '../health/conditions';
import { DeviceCounts, countDevices } from '../accelerators/countDevices';
import { asNumber, asRecord, asRecords, asString } from './fields';
import { projectContainer } from './projectPod';
import { projectMetadata } from './projectMetadata';

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
  conditions: Condition[];
}

function podSetDevices(podSet: Record<string, unknown>): DeviceCounts {
  const spec = asRecord(asRecord(podSet.template).spec);
  const each = countDevices({
    containers: asRecords(spec.containers).map(projectContainer),
    initContainers: asRecords(spec.initContainers).map(projectContainer),
  });
  const count = asNumber(podSet.count) ?? 0;
  return Object.fromEntries(
    Object.entries(each).map(([resource, devices]) => [
      resource,
      devices * count,
    ]),
  );
}

/** Projects a `kueue.x-k8s.io` Workload, v1beta1 or v1beta2. */
export function projectKueueWorkload(object: {
  [field: string]: unknown;
}): StoredKueueWorkload {
  const spec = asRecord(object.spec);
  const status = asRecord(object.status);
  const devices: DeviceCounts = {};
  for (const podSet of asRecords(spec.podSets)) {
    for (const [resource, count] of Object.entries(podSetDevices(podSet))) {
      devices[resource] = (devices[resource] ?? 0) + count;
    }
  }
  return {
    ...projectMetadata(object),
    queueName: asString(spec.queueName),
    priority: asNumber(spec.priority) ?? 0,
    devices,
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
  const status = asRecord(object.status);
  return {
    ...projectMetadata(object),
    clusterQueue: asString(asRecord(object.spec).clusterQueue),
    pendingWorkloads: asNumber(status.pendingWorkloads) ?? 0,
    conditions: parseConditions(status.conditions),
  };
}
