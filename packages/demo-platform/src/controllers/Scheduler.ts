import { NODES, PERSISTENT_VOLUME_CLAIMS, PODS } from '../kube/resources';
import { Pod } from '../kube/workloadTypes';
import { setCondition } from './conditions';
import { Controller, ControllerContext } from './Controller';
import { claimRefusal, place } from './scheduling';

const COMPONENT = 'default-scheduler';
/** How often a pod that still does not fit gets a new event, seconds. */
const EVENT_INTERVAL = 300;

/** Binds pending pods to nodes. */
export class Scheduler implements Controller {
  constructor(private readonly context: ControllerContext) {}

  reconcile(): void {
    const { store } = this.context;
    const pending = store
      .list(PODS)
      .filter(
        pod =>
          !pod.spec.nodeName &&
          !pod.metadata.deletionTimestamp &&
          pod.status?.phase === 'Pending',
      );
    for (const pod of pending) {
      const nodes = store.list(NODES);
      const claim = this.#missingClaim(pod);
      const placement = claim
        ? { message: claimRefusal(claim, nodes.length) }
        : place(pod.spec, nodes, store.list(PODS));
      if ('node' in placement) {
        this.#bind(pod, placement.node.metadata.name);
      } else {
        this.#refuse(pod, placement.message);
      }
    }
  }

  #missingClaim(pod: Pod): string | undefined {
    return (pod.spec.volumes ?? [])
      .map(volume => volume.persistentVolumeClaim?.claimName)
      .find(
        claim =>
          claim !== undefined &&
          !this.context.store.find(
            PERSISTENT_VOLUME_CLAIMS,
            pod.metadata.namespace,
            claim,
          ),
      );
  }

  #bind(pod: Pod, nodeName: string): void {
    const { store, clock, events } = this.context;
    store.modify(PODS, pod, draft => {
      draft.spec.nodeName = nodeName;
      setCondition(
        (draft.status ??= { phase: 'Pending', conditions: [] }).conditions,
        {
          type: 'PodScheduled',
          status: 'True',
          reason: undefined,
          message: undefined,
        },
        clock.timestamp(),
      );
    });
    events.record(pod, {
      reason: 'Scheduled',
      message: `Successfully assigned ${pod.metadata.namespace}/${pod.metadata.name} to ${nodeName}`,
      component: COMPONENT,
    });
  }

  #refuse(pod: Pod, message: string): void {
    const { store, clock, timers, events } = this.context;
    const { uid } = pod.metadata;
    const before = pod.status?.conditions.find(c => c.type === 'PodScheduled');
    store.modify(PODS, pod, draft => {
      setCondition(
        (draft.status ??= { phase: 'Pending', conditions: [] }).conditions,
        {
          type: 'PodScheduled',
          status: 'False',
          reason: 'Unschedulable',
          message,
        },
        clock.timestamp(),
      );
    });
    const isNews = before?.message !== message;
    if (isNews || timers.reached(uid, 'unschedulable', EVENT_INTERVAL)) {
      timers.restart(uid, 'unschedulable');
      events.record(pod, {
        type: 'Warning',
        reason: 'FailedScheduling',
        message,
        component: COMPONENT,
      });
    }
  }
}
