import { Condition, KubeObject } from './types';
import { PodTemplate } from './workloadTypes';

export interface WorkerGroupSpec {
  groupName: string;
  replicas?: number;
  minReplicas?: number;
  maxReplicas?: number;
  numOfHosts?: number;
  template: PodTemplate;
  [field: string]: unknown;
}

export interface RayClusterSpec {
  rayVersion?: string;
  enableInTreeAutoscaling?: boolean;
  suspend?: boolean;
  headGroupSpec: { template: PodTemplate; [field: string]: unknown };
  workerGroupSpecs?: WorkerGroupSpec[];
  [field: string]: unknown;
}

/** KubeRay 1.7 RayClusterStatus. Zero counts are left out, as in Go's JSON. */
export interface RayClusterStatus {
  state?: 'ready' | 'suspended' | 'failed';
  reason?: string;
  desiredCPU?: string;
  desiredMemory?: string;
  desiredGPU?: string;
  desiredTPU?: string;
  desiredWorkerReplicas?: number;
  readyWorkerReplicas?: number;
  availableWorkerReplicas?: number;
  minWorkerReplicas?: number;
  maxWorkerReplicas?: number;
  head?: {
    podIP?: string;
    podName?: string;
    serviceIP?: string;
    serviceName?: string;
  };
  endpoints?: Record<string, string>;
  conditions?: Condition[];
  lastUpdateTime?: string;
  stateTransitionTimes?: Record<string, string>;
  observedGeneration?: number;
}

export interface RayCluster extends KubeObject {
  spec: RayClusterSpec;
  status?: RayClusterStatus;
}

export interface RayJobSpec {
  entrypoint?: string;
  submissionMode?:
    | 'K8sJobMode'
    | 'HTTPMode'
    | 'InteractiveMode'
    | 'SidecarMode';
  suspend?: boolean;
  shutdownAfterJobFinishes?: boolean;
  ttlSecondsAfterFinished?: number;
  activeDeadlineSeconds?: number;
  clusterSelector?: Record<string, string>;
  rayClusterSpec?: RayClusterSpec;
  submitterPodTemplate?: PodTemplate;
  [field: string]: unknown;
}

export type JobDeploymentStatus =
  | ''
  | 'Initializing'
  | 'Running'
  | 'Complete'
  | 'Failed'
  | 'ValidationFailed'
  | 'Suspending'
  | 'Suspended'
  | 'Waiting';

export interface RayJobStatus {
  jobId?: string;
  jobStatus?: 'PENDING' | 'RUNNING' | 'STOPPED' | 'SUCCEEDED' | 'FAILED';
  jobDeploymentStatus?: JobDeploymentStatus;
  rayClusterName?: string;
  rayClusterStatus?: RayClusterStatus;
  rayJobInfo?: { startTime?: string; endTime?: string };
  dashboardURL?: string;
  reason?: string;
  message?: string;
  startTime?: string;
  endTime?: string;
  succeeded?: number;
  failed?: number;
  observedGeneration?: number;
}

export interface RayJob extends KubeObject {
  spec: RayJobSpec;
  status?: RayJobStatus;
}
