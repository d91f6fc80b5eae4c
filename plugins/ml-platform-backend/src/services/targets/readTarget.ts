import {
  TargetAccelerator,
  TargetFacts,
} from '@callboard/plugin-ml-platform-common';
import { countDevices } from '../accelerators/countDevices';
import { productOf } from '../accelerators/productOf';
import { Cluster } from '../clusters/Cluster';
import { LOCAL_QUEUES, NAMESPACES, NODES, PODS } from '../clusters/resources';
import { StoredNode, Taint } from '../clusters/projectNode';
import { isFalse } from '../health/conditions';

/** What no new pod can get is not on offer. */
function isOnOffer(node: StoredNode): boolean {
  return node.ready && !node.unschedulable;
}

function isSameTaint(a: Taint, b: Taint): boolean {
  return a.key === b.key && a.value === b.value && a.effect === b.effect;
}

/** Taints that each of these nodes has. */
function commonTaints(nodes: readonly StoredNode[]): Taint[] | undefined {
  const [first, ...others] = nodes;
  const common = first?.taints.filter(taint =>
    others.every(({ taints }) => taints.some(own => isSameTaint(own, taint))),
  );
  return common?.length ? common : undefined;
}

function readAccelerators(cluster: Cluster): TargetAccelerator[] {
  const found = new Map<
    string,
    { accelerator: TargetAccelerator; nodes: StoredNode[] }
  >();
  const entry = (resource: string, product: string | undefined) => {
    const key = `${resource}/${product ?? ''}`;
    const known = found.get(key) ?? {
      accelerator: { resource, product, allocatable: 0, allocated: 0 },
      nodes: [],
    };
    found.set(key, known);
    return known;
  };
  for (const node of cluster.list(NODES)) {
    for (const [resource, count] of Object.entries(node.devices)) {
      const offered = entry(
        resource,
        productOf(resource, node.metadata.labels),
      );
      if (isOnOffer(node)) {
        offered.accelerator.allocatable += count;
        offered.nodes.push(node);
      }
    }
  }
  for (const pod of cluster.list(PODS)) {
    const node =
      pod.nodeName && cluster.getByName(NODES, undefined, pod.nodeName);
    if (
      node &&
      isOnOffer(node) &&
      pod.phase !== 'Succeeded' &&
      pod.phase !== 'Failed'
    ) {
      for (const [resource, count] of Object.entries(countDevices(pod))) {
        entry(
          resource,
          productOf(resource, node.metadata.labels),
        ).accelerator.allocated += count;
      }
    }
  }
  return [...found.values()].map(({ accelerator, nodes }) => ({
    ...accelerator,
    taints: commonTaints(nodes),
  }));
}

/** What a cluster and namespace offer now, from memory. */
export function readTarget(cluster: Cluster, namespace: string): TargetFacts {
  const namespaces = cluster.source([NAMESPACES]);
  const readable = namespaces.state === 'live' && !namespaces.error;
  return {
    cluster: cluster.name,
    namespace,
    ...(readable && {
      namespaceExists:
        cluster.getByName(NAMESPACES, undefined, namespace) !== undefined,
    }),
    queues: cluster
      .list(LOCAL_QUEUES)
      .filter(queue => queue.metadata.namespace === namespace)
      .map(queue => ({
        name: queue.metadata.name,
        clusterQueue: queue.clusterQueue ?? '',
        active: !isFalse(queue.conditions, 'Active'),
        pendingWorkloads: queue.pendingWorkloads,
      })),
    accelerators: readAccelerators(cluster),
    source: cluster.source([NODES, PODS, LOCAL_QUEUES, NAMESPACES]),
  };
}
