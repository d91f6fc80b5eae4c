import { Condition, KubeObject } from './types';
import { PodTemplate } from './workloadTypes';

export interface PodSet {
  name: string;
  count: number;
  template: PodTemplate;
}

export interface PodSetAssignment {
  name: string;
  count: number;
  /** Resource to flavor. */
  flavors: Record<string, string>;
  resourceUsage: Record<string, string>;
}

/** Kueue v1beta2 Workload. */
export interface Workload extends KubeObject {
  spec: {
    queueName: string;
    podSets: PodSet[];
    priority: number;
    active: boolean;
  };
  status?: {
    conditions?: Condition[];
    admission?: {
      clusterQueue: string;
      podSetAssignments: PodSetAssignment[];
    };
  };
}

export interface FlavorQuota {
  name: string;
  resources: { name: string; nominalQuota: string | number }[];
}

export interface ClusterQueue extends KubeObject {
  spec: {
    cohortName?: string;
    queueingStrategy?: 'StrictFIFO' | 'BestEffortFIFO';
    stopPolicy?: 'None' | 'Hold' | 'HoldAndDrain';
    resourceGroups?: { coveredResources: string[]; flavors: FlavorQuota[] }[];
  };
  status?: object;
}

export interface LocalQueue extends KubeObject {
  spec: { clusterQueue: string; stopPolicy?: 'None' | 'Hold' | 'HoldAndDrain' };
  status?: object;
}

export interface ResourceFlavor extends KubeObject {
  spec: { nodeLabels?: Record<string, string> };
}

export interface ApplicationResource {
  group?: string;
  version: string;
  kind: string;
  namespace?: string;
  name: string;
  status: 'Synced' | 'OutOfSync';
  health?: { status: string; message?: string };
  requiresPruning?: boolean;
}

/** Argo CD argoproj.io/v1alpha1 Application. */
export interface Application extends KubeObject {
  spec: {
    project: string;
    source: { repoURL: string; path: string; targetRevision: string };
    destination: { name: string; namespace: string };
    syncPolicy: object;
  };
  status?: {
    sync: { status: 'Synced' | 'OutOfSync' | 'Unknown'; revision?: string };
    health: { status: string; lastTransitionTime?: string };
    operationState?: {
      phase: 'Running' | 'Failed' | 'Error' | 'Succeeded';
      message?: string;
      startedAt: string;
      finishedAt?: string;
      retryCount?: number;
      syncResult?: { revision: string; resources?: object[] };
    };
    resources?: ApplicationResource[];
    history?: {
      id: number;
      revision: string;
      deployedAt: string;
      deployStartedAt: string;
    }[];
    conditions?: {
      type: string;
      message: string;
      lastTransitionTime: string;
    }[];
    reconciledAt?: string;
    sourceType?: string;
    summary?: { images?: string[] };
    controllerNamespace?: string;
  };
}
