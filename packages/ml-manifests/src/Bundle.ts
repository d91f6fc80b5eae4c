import { AcceleratorProfile } from './accelerators';
import { KubernetesObject, PodTemplate } from './kubernetes';

/** Pods of one template that an object makes. @public */
export interface PodGroup {
  /** Input field that describes them: `head`, `workers`. */
  path: string;
  template: PodTemplate;
  /** Least pods; less than `max` when an autoscaler decides. */
  min: number;
  max: number;
}

/**
 * One component's objects and what they ask of a cluster: what preflight
 * judges and what is laid out as files.
 *
 * @public
 */
export interface Bundle {
  component: string;
  cluster: string;
  namespace: string;
  objects: KubernetesObject[];
  pods: PodGroup[];
  queue?: string;
  spot: boolean;
  /** Whether data outlives a pod that is taken away. */
  keepsData: boolean;
  accelerator?: {
    profile: AcceleratorProfile;
    /** Nodes of this type may not exist yet. */
    onDemand: boolean;
  };
}
