import {
  Application,
  ClusterQueue,
  LocalQueue,
  ResourceFlavor,
  Workload,
} from './platformTypes';
import { RayCluster, RayJob } from './rayTypes';
import { KubeObject, Resource } from './types';
import { Job, KubeEvent, Node, Pod, Service } from './workloadTypes';

interface ResourceOptions {
  shortNames?: string[];
  clusterScoped?: boolean;
  hasStatus?: boolean;
}

function define<T extends KubeObject>(
  groupVersion: string,
  kind: string,
  plural: string,
  options: ResourceOptions = {},
): Resource<T> {
  const [group, version] = groupVersion.includes('/')
    ? groupVersion.split('/')
    : ['', groupVersion];
  return {
    group,
    version,
    kind,
    plural,
    singular: kind.toLowerCase(),
    shortNames: options.shortNames ?? [],
    namespaced: !options.clusterScoped,
    hasStatus: options.hasStatus ?? true,
  };
}

export const PODS = define<Pod>('v1', 'Pod', 'pods', { shortNames: ['po'] });
export const NODES = define<Node>('v1', 'Node', 'nodes', {
  shortNames: ['no'],
  clusterScoped: true,
});
export const EVENTS = define<KubeEvent>('v1', 'Event', 'events', {
  shortNames: ['ev'],
  hasStatus: false,
});
export const NAMESPACES = define('v1', 'Namespace', 'namespaces', {
  shortNames: ['ns'],
  clusterScoped: true,
});
export const SERVICES = define<Service>('v1', 'Service', 'services', {
  shortNames: ['svc'],
});
const RESOURCE_QUOTAS = define('v1', 'ResourceQuota', 'resourcequotas', {
  shortNames: ['quota'],
});
export const PERSISTENT_VOLUME_CLAIMS = define(
  'v1',
  'PersistentVolumeClaim',
  'persistentvolumeclaims',
  { shortNames: ['pvc'] },
);
export const JOBS = define<Job>('batch/v1', 'Job', 'jobs');
export const RAY_CLUSTERS = define<RayCluster>(
  'ray.io/v1',
  'RayCluster',
  'rayclusters',
);
export const RAY_JOBS = define<RayJob>('ray.io/v1', 'RayJob', 'rayjobs');
const RAY_SERVICES = define('ray.io/v1', 'RayService', 'rayservices');
const KUEUE = 'kueue.x-k8s.io/v1beta2';
export const WORKLOADS = define<Workload>(KUEUE, 'Workload', 'workloads', {
  shortNames: ['wl', 'kueueworkload', 'kwl'],
});
export const LOCAL_QUEUES = define<LocalQueue>(
  KUEUE,
  'LocalQueue',
  'localqueues',
  { shortNames: ['queue', 'queues', 'lq'] },
);
export const CLUSTER_QUEUES = define<ClusterQueue>(
  KUEUE,
  'ClusterQueue',
  'clusterqueues',
  { shortNames: ['cq'], clusterScoped: true },
);
export const RESOURCE_FLAVORS = define<ResourceFlavor>(
  KUEUE,
  'ResourceFlavor',
  'resourceflavors',
  {
    shortNames: ['flavor', 'flavors', 'rf'],
    clusterScoped: true,
    hasStatus: false,
  },
);
export const APPLICATIONS = define<Application>(
  'argoproj.io/v1alpha1',
  'Application',
  'applications',
  // Argo CD's CRD has no status subresource.
  { shortNames: ['app', 'apps'], hasStatus: false },
);

export const RESOURCES: readonly Resource[] = [
  PODS,
  NODES,
  EVENTS,
  NAMESPACES,
  SERVICES,
  RESOURCE_QUOTAS,
  PERSISTENT_VOLUME_CLAIMS,
  JOBS,
  RAY_CLUSTERS,
  RAY_JOBS,
  RAY_SERVICES,
  WORKLOADS,
  LOCAL_QUEUES,
  CLUSTER_QUEUES,
  RESOURCE_FLAVORS,
  APPLICATIONS,
];

export function findResource(
  group: string,
  version: string,
  plural: string,
): Resource | undefined {
  return RESOURCES.find(
    r => r.group === group && r.version === version && r.plural === plural,
  );
}

export function findResourceByKind(
  apiVersion: string,
  kind: string,
): Resource | undefined {
  return RESOURCES.find(r => apiVersionOf(r) === apiVersion && r.kind === kind);
}

export function apiVersionOf(resource: Resource): string {
  return resource.group
    ? `${resource.group}/${resource.version}`
    : resource.version;
}

/** `pods` or `rayjobs.ray.io`, as in Kubernetes' messages. */
export function qualifiedName(resource: Resource): string {
  return resource.group
    ? `${resource.plural}.${resource.group}`
    : resource.plural;
}
