import { Clock } from '../clock/Clock';
import { KubeStore } from '../kube/KubeStore';
import { randomSuffix } from '../kube/randomSuffix';
import { EVENTS } from '../kube/resources';
import { KubeObject } from '../kube/types';

interface EventInput {
  type?: 'Normal' | 'Warning';
  reason: string;
  message: string;
  component: string;
  host?: string;
}

/** Kubernetes deletes events after an hour. */
const TTL_MS = 60 * 60 * 1000;

/** Writes core/v1 Events; the same one again only counts up. */
export class EventRecorder {
  constructor(
    private readonly store: KubeStore,
    private readonly clock: Clock,
  ) {}

  record(object: KubeObject, input: EventInput): void {
    const { type = 'Normal', reason, message, component, host } = input;
    const { name, uid } = object.metadata;
    const namespace = object.metadata.namespace ?? 'default';
    const timestamp = this.clock.timestamp();
    const existing = this.store
      .list(EVENTS, namespace)
      .find(
        event =>
          event.involvedObject.uid === uid &&
          event.reason === reason &&
          event.message === message,
      );
    if (existing) {
      this.store.modify(EVENTS, existing, draft => {
        draft.count += 1;
        draft.lastTimestamp = timestamp;
      });
      return;
    }
    this.store.create(EVENTS, {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: `${name}.${randomSuffix(16)}`, namespace },
      involvedObject: {
        apiVersion: object.apiVersion,
        kind: object.kind,
        name,
        namespace: object.metadata.namespace,
        uid,
      },
      type,
      reason,
      message,
      count: 1,
      firstTimestamp: timestamp,
      lastTimestamp: timestamp,
      source: { component, host },
      reportingComponent: component,
    });
  }

  expire(): void {
    const oldest = this.clock.now() - TTL_MS;
    for (const event of this.store.list(EVENTS)) {
      if (Date.parse(event.lastTimestamp) < oldest) {
        this.store.remove(EVENTS, event);
      }
    }
  }
}
