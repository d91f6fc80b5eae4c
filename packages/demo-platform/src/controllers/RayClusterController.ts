import { deleteObject } from '../kube/deleteObject';
import { PODS, RAY_CLUSTERS, SERVICES } from '../kube/resources';
import { RayCluster } from '../kube/rayTypes';
import { Draft } from '../kube/types';
import { Pod } from '../kube/workloadTypes';
import { Controller, ControllerContext } from './Controller';
import { isOwnedBy } from './owners';
import { rayClusterStatus } from './rayClusterStatus';
import {
  desiredPods,
  headPod,
  headService,
  headServiceName,
  workerPod,
} from './rayPods';

const COMPONENT = 'raycluster-controller';

/** Keeps a RayCluster's pods and status as its spec asks, as KubeRay does. */
export class RayClusterController implements Controller {
  constructor(private readonly context: ControllerContext) {}

  reconcile(): void {
    for (const cluster of this.context.store.list(RAY_CLUSTERS)) {
      this.#reconcilePods(cluster);
      this.#writeStatus(cluster);
    }
  }

  #reconcilePods(cluster: RayCluster): void {
    const { store } = this.context;
    const { namespace } = cluster.metadata;
    const pods = this.#podsOf(cluster);
    for (const pod of pods) {
      const finished =
        pod.status?.phase === 'Failed' || pod.status?.phase === 'Succeeded';
      if (cluster.spec.suspend || finished) {
        this.#delete(cluster, pod);
      }
    }
    if (cluster.spec.suspend) {
      return;
    }
    if (!store.find(SERVICES, namespace, headServiceName(cluster))) {
      store.create(SERVICES, headService(cluster));
    }
    const live = pods.filter(p => !p.metadata.deletionTimestamp);
    const inGroup = (group: string) =>
      live.filter(p => p.metadata.labels?.['ray.io/group'] === group);
    const head = headPod(cluster);
    if (!store.find(PODS, namespace, head.metadata.name ?? '')) {
      this.#create(cluster, head, 'CreatedHeadPod', 'head');
    }
    const groups = cluster.spec.workerGroupSpecs ?? [];
    for (const group of groups) {
      const current = inGroup(group.groupName);
      const desired = desiredPods(cluster, group);
      for (let i = current.length; i < desired; i++) {
        this.#create(
          cluster,
          workerPod(cluster, group),
          'CreatedWorkerPod',
          'worker',
        );
      }
      current.slice(desired).forEach(pod => this.#delete(cluster, pod));
    }
    const known = new Set(['headgroup', ...groups.map(g => g.groupName)]);
    live
      .filter(p => !known.has(p.metadata.labels?.['ray.io/group'] ?? ''))
      .forEach(pod => this.#delete(cluster, pod));
  }

  #podsOf(cluster: RayCluster): Pod[] {
    return this.context.store
      .list(PODS, cluster.metadata.namespace)
      .filter(pod => isOwnedBy(pod, cluster));
  }

  #create(
    cluster: RayCluster,
    draft: Draft<Pod>,
    reason: string,
    role: string,
  ): void {
    const pod = this.context.store.create(PODS, draft);
    this.context.events.record(cluster, {
      reason,
      message: `Created ${role} Pod ${pod.metadata.namespace}/${pod.metadata.name}`,
      component: COMPONENT,
    });
  }

  #delete(cluster: RayCluster, pod: Pod): void {
    if (pod.metadata.deletionTimestamp) {
      return;
    }
    deleteObject(this.context.store, PODS, pod);
    this.context.events.record(cluster, {
      reason: 'DeletedPod',
      message: `Deleted Pod ${pod.metadata.namespace}/${pod.metadata.name}`,
      component: COMPONENT,
    });
  }

  #writeStatus(cluster: RayCluster): void {
    const { store, clock } = this.context;
    const pods = this.#podsOf(cluster);
    store.modify(RAY_CLUSTERS, cluster, draft => {
      draft.status = rayClusterStatus(draft, pods, clock.timestamp());
    });
  }
}
