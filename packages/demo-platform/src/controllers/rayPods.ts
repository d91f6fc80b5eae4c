import { randomSuffix } from '../kube/randomSuffix';
import { RayCluster, WorkerGroupSpec } from '../kube/rayTypes';
import { Draft } from '../kube/types';
import { Pod, PodTemplate, Service } from '../kube/workloadTypes';
import { controllerReference } from './owners';

const OPERATOR_LABELS = {
  'app.kubernetes.io/created-by': 'kuberay-operator',
  'app.kubernetes.io/name': 'kuberay',
};
const ORIGIN_LABELS = [
  'ray.io/originated-from-cr-name',
  'ray.io/originated-from-crd',
];

export function headServiceName(cluster: RayCluster): string {
  return `${cluster.metadata.name}-head-svc`;
}

/** Pods that a group wants: replicas within their bounds, times hosts. */
export function desiredPods(
  cluster: RayCluster,
  group: WorkerGroupSpec,
): number {
  const { replicas = 0, minReplicas = 0, maxReplicas = 2147483647 } = group;
  const wanted = cluster.spec.enableInTreeAutoscaling
    ? Math.min(Math.max(replicas, minReplicas), maxReplicas)
    : replicas;
  return wanted * (group.numOfHosts ?? 1);
}

export function headPod(cluster: RayCluster): Draft<Pod> {
  const name = `${cluster.metadata.name}-head`;
  return rayPod(cluster, cluster.spec.headGroupSpec.template, {
    name,
    nodeType: 'head',
    group: 'headgroup',
  });
}

export function workerPod(
  cluster: RayCluster,
  group: WorkerGroupSpec,
): Draft<Pod> {
  const name = `${cluster.metadata.name}-${
    group.groupName
  }-worker-${randomSuffix(5)}`;
  return rayPod(cluster, group.template, {
    name,
    nodeType: 'worker',
    group: group.groupName,
  });
}

function rayPod(
  cluster: RayCluster,
  template: PodTemplate,
  role: { name: string; nodeType: 'head' | 'worker'; group: string },
): Draft<Pod> {
  const { name: clusterName, namespace, labels = {} } = cluster.metadata;
  const origin = Object.fromEntries(
    ORIGIN_LABELS.filter(key => labels[key]).map(key => [key, labels[key]]),
  );
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: role.name,
      namespace,
      labels: {
        ...OPERATOR_LABELS,
        ...template.metadata?.labels,
        'ray.io/originated-from-cr-name': clusterName,
        'ray.io/originated-from-crd': 'RayCluster',
        ...origin,
        'ray.io/cluster': clusterName,
        'ray.io/group': role.group,
        'ray.io/identifier': `${clusterName}-${role.nodeType}`,
        'ray.io/is-ray-node': 'yes',
        'ray.io/node-type': role.nodeType,
      },
      annotations: template.metadata?.annotations,
      ownerReferences: [controllerReference(cluster)],
    },
    spec: template.spec,
    status: { phase: 'Pending', conditions: [] },
  };
}

export function headService(cluster: RayCluster): Draft<Service> {
  const { name, namespace } = cluster.metadata;
  const identity = {
    'ray.io/cluster': name,
    'ray.io/node-type': 'head',
    'ray.io/identifier': `${name}-head`,
  };
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: headServiceName(cluster),
      namespace,
      labels: { ...OPERATOR_LABELS, ...identity },
      ownerReferences: [controllerReference(cluster)],
    },
    spec: {
      clusterIP: 'None',
      type: 'ClusterIP',
      selector: { ...OPERATOR_LABELS, ...identity },
      ports: [
        { name: 'client', port: 10001 },
        { name: 'dashboard', port: 8265 },
        { name: 'gcs-server', port: 6379 },
        { name: 'metrics', port: 8080 },
        { name: 'serve', port: 8000 },
      ],
    },
  };
}
