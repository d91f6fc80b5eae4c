import { KubernetesObject, PodTemplate } from '../kubernetes';

/** KubeRay 1.7 `workerGroupSpecs[]`, as far as the builders set it. @public */
export interface RayWorkerGroupSpec {
  groupName: string;
  /** Left out when the autoscaler owns it. */
  replicas?: number;
  minReplicas: number;
  maxReplicas: number;
  rayStartParams: Record<string, string>;
  /** Ray resources that KubeRay does not derive from the pod. */
  resources?: Record<string, string>;
  template: PodTemplate;
}

/** KubeRay 1.7 `RayCluster.spec`, as far as the builders set it. @public */
export interface RayClusterSpec {
  rayVersion: string;
  enableInTreeAutoscaling?: boolean;
  headGroupSpec: {
    rayStartParams: Record<string, string>;
    template: PodTemplate;
  };
  workerGroupSpecs: RayWorkerGroupSpec[];
}

/** @public */
export interface RayCluster extends KubernetesObject {
  apiVersion: 'ray.io/v1';
  kind: 'RayCluster';
  spec: RayClusterSpec;
}

/** KubeRay 1.7 `RayJob.spec`, as far as the builders set it. @public */
export interface RayJobSpec {
  entrypoint: string;
  runtimeEnvYAML?: string;
  submissionMode: 'K8sJobMode';
  shutdownAfterJobFinishes: boolean;
  ttlSecondsAfterFinished: number;
  rayClusterSpec: RayClusterSpec;
}

/** @public */
export interface RayJob extends KubernetesObject {
  apiVersion: 'ray.io/v1';
  kind: 'RayJob';
  spec: RayJobSpec;
}
