import { KubeObject } from '@callboard/plugin-ml-platform-node';
import {
  asNumber,
  asRecord,
  asRecords,
  asString,
} from '../../services/clusters/fields';
import { templateDevices } from '../../services/clusters/templateDevices';
import { projectMetadata } from '../../services/clusters/projectMetadata';
import { parseConditions } from '../../services/health/conditions';
import {
  RayClusterSpec,
  RayClusterStatus,
  RayGroupSpec,
  StoredRayCluster,
  StoredRayJob,
  StoredRayService,
} from './types';

function projectGroup(
  group: Record<string, unknown>,
  autoscaling: boolean,
): RayGroupSpec {
  // One replica is numOfHosts pods (KubeRay 1.7 WorkerGroupSpec).
  const hosts = asNumber(group.numOfHosts) ?? 1;
  const min = asNumber(group.minReplicas) ?? 0;
  const replicas = asNumber(group.replicas) ?? min;
  const suspended = group.suspend === true;
  return {
    name: asString(group.groupName) ?? 'workers',
    desired: suspended ? 0 : Math.max(replicas, min) * hosts,
    devices: templateDevices(group.template),
    ...(autoscaling && {
      min: min * hosts,
      max: (asNumber(group.maxReplicas) ?? replicas) * hosts,
    }),
  };
}

/** Projects a RayClusterSpec, of a RayCluster or embedded in another kind. */
export function projectRayClusterSpec(value: unknown): RayClusterSpec {
  const spec = asRecord(value);
  const headTemplate = asRecord(asRecord(spec.headGroupSpec).template);
  const headPod = asRecord(headTemplate.spec);
  const autoscaling = spec.enableInTreeAutoscaling === true;
  return {
    rayVersion: asString(spec.rayVersion),
    image: asString(asRecords(headPod.containers)[0]?.image),
    headDevices: templateDevices(headTemplate),
    suspend: spec.suspend === true,
    autoscaling,
    groups: asRecords(spec.workerGroupSpecs).map(group =>
      projectGroup(group, autoscaling),
    ),
  };
}

function projectRayClusterStatus(value: unknown): RayClusterStatus {
  const status = asRecord(value);
  const conditions = parseConditions(status.conditions);
  return {
    state: asString(status.state),
    reason: asString(status.reason),
    conditions,
    desiredWorkers: asNumber(status.desiredWorkerReplicas),
    // Zero is left out of the JSON (int32 with omitempty).
    readyWorkers: asNumber(status.readyWorkerReplicas) ?? 0,
    observedGeneration: asNumber(status.observedGeneration),
    present: asString(status.state) !== undefined || conditions.length > 0,
  };
}

export function projectRayCluster(object: KubeObject): StoredRayCluster {
  return {
    ...projectMetadata(object),
    spec: projectRayClusterSpec(object.spec),
    status: projectRayClusterStatus(object.status),
  };
}

export function projectRayJob(object: KubeObject): StoredRayJob {
  const spec = asRecord(object.spec);
  const status = asRecord(object.status);
  return {
    ...projectMetadata(object),
    entrypoint: asString(spec.entrypoint),
    suspend: spec.suspend === true,
    cluster: spec.rayClusterSpec
      ? projectRayClusterSpec(spec.rayClusterSpec)
      : undefined,
    clusterSelector: asString(asRecord(spec.clusterSelector)['ray.io/cluster']),
    jobStatus: asString(status.jobStatus),
    deploymentStatus: asString(status.jobDeploymentStatus),
    reason: asString(status.reason),
    message: asString(status.message)?.slice(0, 2000),
    rayClusterName: asString(status.rayClusterName),
    dashboardUrl: asString(status.dashboardURL),
    startTime: asString(status.startTime),
    endTime: asString(status.endTime),
    failedAttempts: asNumber(status.failed) ?? 0,
    checkFailingSince: asString(status.jobStatusCheckFailureStartTime),
  };
}

export function projectRayService(object: KubeObject): StoredRayService {
  const spec = asRecord(object.spec);
  const status = asRecord(object.status);
  const active = asRecord(status.activeServiceStatus);
  return {
    ...projectMetadata(object),
    cluster: projectRayClusterSpec(spec.rayClusterConfig),
    suspend: spec.suspend === true,
    conditions: parseConditions(status.conditions),
    observedGeneration: asNumber(status.observedGeneration),
    applications: Object.entries(asRecord(active.applicationStatuses)).map(
      ([name, value]) => ({
        name,
        status: asString(asRecord(value).status) ?? 'UNKNOWN',
        message: asString(asRecord(value).message)?.slice(0, 500),
      }),
    ),
    activeCluster: asString(active.rayClusterName),
    endpoints: asNumber(status.numServeEndpoints) ?? 0,
  };
}
