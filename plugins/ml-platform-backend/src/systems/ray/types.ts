import { StoredObject } from '@callboard/kube-reflector';
import { DeviceCounts } from '../../services/accelerators/countDevices';
import { Condition } from '../../services/health/conditions';

/** A worker group as RayCluster.spec wants it. Counts are pods. */
export interface RayGroupSpec {
  name: string;
  desired: number;
  min?: number;
  max?: number;
  /** Accelerators of one pod. */
  devices: DeviceCounts;
}

/** What is kept of a RayClusterSpec, wherever it is embedded. */
export interface RayClusterSpec {
  rayVersion?: string;
  /** Of the head's first container. */
  image?: string;
  /** Accelerators of the head. */
  headDevices: DeviceCounts;
  suspend: boolean;
  autoscaling: boolean;
  groups: RayGroupSpec[];
}

/** What is kept of a RayClusterStatus. */
export interface RayClusterStatus {
  state?: string;
  reason?: string;
  conditions: Condition[];
  /** Pods; absent while the operator has not counted. */
  desiredWorkers?: number;
  readyWorkers: number;
  observedGeneration?: number;
  /** Whether the operator has written any status. */
  present: boolean;
}

export interface StoredRayCluster extends StoredObject {
  spec: RayClusterSpec;
  status: RayClusterStatus;
}

export interface StoredRayJob extends StoredObject {
  entrypoint?: string;
  suspend: boolean;
  /** Absent when the job runs on a cluster that it selects. */
  cluster?: RayClusterSpec;
  clusterSelector?: string;
  jobStatus?: string;
  deploymentStatus?: string;
  reason?: string;
  message?: string;
  rayClusterName?: string;
  dashboardUrl?: string;
  startTime?: string;
  endTime?: string;
  failedAttempts: number;
  /** Set while the operator cannot ask Ray for the job's state. */
  checkFailingSince?: string;
}

export interface StoredRayService extends StoredObject {
  cluster: RayClusterSpec;
  suspend: boolean;
  conditions: Condition[];
  observedGeneration?: number;
  /** Serve applications of the active cluster. */
  applications: { name: string; status: string; message?: string }[];
  activeCluster?: string;
  endpoints: number;
}
