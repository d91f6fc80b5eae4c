import { StoredObject } from '@callboard/kube-reflector';
import { Condition } from '../health/conditions';

/** A container of a pod's spec. */
export interface PodContainer {
  name: string;
  image?: string;
  /** `Always` on an init container makes it a sidecar. */
  restartPolicy?: string;
  /** Extended resources by name, counts; absent when there are none. */
  devices?: Record<string, number>;
}

/** The state of a container, now or before its last restart. */
export interface ContainerState {
  phase: 'waiting' | 'running' | 'terminated';
  reason?: string;
  message?: string;
  exitCode?: number;
}

/** One entry of `status.containerStatuses`. */
export interface ContainerStatus {
  name: string;
  ready: boolean;
  restarts: number;
  state?: ContainerState;
  lastState?: ContainerState;
}

/** What the portal keeps of a Pod. */
export interface StoredPod extends StoredObject {
  nodeName?: string;
  nodeSelector?: Record<string, string>;
  containers: PodContainer[];
  initContainers: PodContainer[];
  /** Extended resources of `spec.overhead`. */
  overhead?: Record<string, number>;
  phase?: string;
  reason?: string;
  message?: string;
  startTime?: string;
  conditions: Condition[];
  containerStatuses: ContainerStatus[];
  initContainerStatuses: ContainerStatus[];
}
