import { Toleration } from './accelerators';

/** A Kubernetes object as it is written to a file. @public */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace: string;
    labels: Record<string, string>;
    annotations: Record<string, string | undefined>;
  };
  spec: unknown;
}

/** A container's environment variable. @public */
export interface EnvVar {
  name: string;
  value?: string;
  valueFrom?: { secretKeyRef: { name: string; key: string } };
}

/** A container as the builders write it. @public */
export interface Container {
  name: string;
  image: string;
  env: EnvVar[];
  resources: {
    requests: Record<string, string>;
    limits: Record<string, string>;
  };
  volumeMounts?: { name: string; mountPath: string }[];
}

/** A pod template as the builders write it. @public */
export interface PodTemplate {
  metadata: {
    labels: Record<string, string>;
    annotations: Record<string, string>;
  };
  spec: {
    containers: Container[];
    nodeSelector?: Record<string, string>;
    tolerations?: Toleration[];
    volumes?: Record<string, unknown>[];
  };
}
