import {
  TargetAccelerator,
  TargetFacts,
} from '@callboard/plugin-ml-platform-common';
import { countDevices } from '../accelerators/countDevices';
import { productOf } from '../accelerators/productOf';
import { Cluster } from '../clusters/Cluster';
import { LOCAL_QUEUES, NAMESPACES, NODES, PODS } from '../clusters/resources';
import { isFalse } from '../health/conditions';

function readAccelerators(cluster: Cluster): TargetAccelerator[] {
  const found = new Map<string, TargetAccelerator>();
  const entry = (resource: string, product: string | undefined) => {
    const key = `${resource}/${product ?? ''}`;
    const known = found.get(key) ?? {
      resource,
      product,
      allocatable: 0,
      allocated: 0,
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
      // What no new pod can get is not on offer.
      if (node.ready && !node.unschedulable) {
        offered.allocatable += count;
      }
    }
  }
  for (const pod of cluster.list(PODS)) {
    const node =
      pod.nodeName && cluster.getByName(NODES, undefined, pod.nodeName);
    if (
      node &&
      node.ready &&
      !node.unschedulable &&
      pod.phase !== 'Succeeded' &&
      pod.phase !== 'Failed'
    ) {
      for (const [resource, count] of Object.entries(countDevices(pod))) {
        entry(resource, productOf(resource, node.metadata.labels)).allocated +=
          count;
      }
    }
  }
  return [...found.values()];
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
