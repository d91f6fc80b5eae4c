import { ResourceSelector, StoredObject } from '@callboard/kube-reflector';
import { KubeObject } from '@callboard/plugin-ml-platform-node';
import { StoredPod } from './podTypes';
import {
  StoredApplication,
  StoredKustomization,
  projectApplication,
  projectKustomization,
} from './projectDelivery';
import { StoredEvent, projectEvent } from './projectEvent';
import {
  StoredKueueWorkload,
  StoredQueue,
  projectKueueWorkload,
  projectQueue,
} from './projectKueue';
import { projectMetadata } from './projectMetadata';
import { StoredNode, projectNode } from './projectNode';
import { projectPod } from './projectPod';

/** A kind that is followed, and what is kept of its objects. */
export interface FollowedKind<T extends StoredObject = StoredObject> {
  resource: ResourceSelector;
  project(object: KubeObject): T;
}

const KUEUE = { group: 'kueue.x-k8s.io', versions: ['v1beta2', 'v1beta1'] };

export const PODS: FollowedKind<StoredPod> = {
  resource: { group: '', kind: 'Pod', versions: ['v1'] },
  project: projectPod,
};

export const NODES: FollowedKind<StoredNode> = {
  resource: { group: '', kind: 'Node', versions: ['v1'] },
  project: projectNode,
};

export const EVENTS: FollowedKind<StoredEvent> = {
  resource: { group: '', kind: 'Event', versions: ['v1'] },
  project: projectEvent,
};

export const NAMESPACES: FollowedKind = {
  resource: { group: '', kind: 'Namespace', versions: ['v1'] },
  project: projectMetadata,
};

/** A link of the owner chain: KubeRay's submitter pods hang below a Job. */
export const JOBS: FollowedKind = {
  resource: { group: 'batch', kind: 'Job', versions: ['v1'] },
  project: projectMetadata,
};

export const KUEUE_WORKLOADS: FollowedKind<StoredKueueWorkload> = {
  resource: { ...KUEUE, kind: 'Workload' },
  project: projectKueueWorkload,
};

export const LOCAL_QUEUES: FollowedKind<StoredQueue> = {
  resource: { ...KUEUE, kind: 'LocalQueue' },
  project: projectQueue,
};

export const CLUSTER_QUEUES: FollowedKind<StoredQueue> = {
  resource: { ...KUEUE, kind: 'ClusterQueue' },
  project: projectQueue,
};

export const APPLICATIONS: FollowedKind<StoredApplication> = {
  resource: {
    group: 'argoproj.io',
    kind: 'Application',
    versions: ['v1alpha1'],
  },
  project: projectApplication,
};

export const KUSTOMIZATIONS: FollowedKind<StoredKustomization> = {
  resource: {
    group: 'kustomize.toolkit.fluxcd.io',
    kind: 'Kustomization',
    versions: ['v1'],
  },
  project: projectKustomization,
};

/** What is followed in every cluster beside the systems' own kinds. */
export const SHARED_KINDS: readonly FollowedKind[] = [
  PODS,
  NODES,
  EVENTS,
  NAMESPACES,
  JOBS,
  KUEUE_WORKLOADS,
  LOCAL_QUEUES,
  CLUSTER_QUEUES,
  APPLICATIONS,
  KUSTOMIZATIONS,
];
