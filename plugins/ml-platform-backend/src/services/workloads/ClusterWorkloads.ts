import { StoredObject } from '@callboard/kube-reflector';
import {
  HealthStatus,
  LABEL_KUBERNETES_ID,
  OBJECT_ANNOTATION_ENTITY_REF,
  OBJECT_ANNOTATION_TEMPLATE,
  OBJECT_ANNOTATION_TEMPLATE_VERSION,
  SourceStatus,
  Workload,
} from '@callboard/plugin-ml-platform-common';
import { MlSystem, WorkloadKind } from '@callboard/plugin-ml-platform-node';
import { LinkTemplates } from '../../config/types';
import {
  DeviceCounts,
  addCounts,
  countDevices,
} from '../accelerators/countDevices';
import { Cluster } from '../clusters/Cluster';
import { StoredPod } from '../clusters/podTypes';
import { StoredEvent } from '../clusters/projectEvent';
import { PODS, SHARED_KINDS } from '../clusters/resources';
import { asLastKnown, hasEnded } from '../health/asLastKnown';
import { foldEvents } from '../health/foldEvents';
import { LABEL_KUEUE_QUEUE } from '../health/judgeQueueing';
import { judgePod } from '../health/judgePod';
import { DeliveryIndex } from './DeliveryIndex';
import { fillLink } from './fillLink';
import { normalizeEntityRef } from './normalizeEntityRef';
import { readGuarded } from './readGuarded';
import { readQueueing } from './readQueueing';

/** A workload with what its accelerators are counted from. */
export interface ReadWorkload {
  workload: Workload;
  pods: StoredPod[];
  /** Devices that it waits for in a queue, without pods of its own. */
  waiting: DeviceCounts;
}

/** Rules that look at the clock are read again after this long. */
const MAX_AGE_MS = 5000;

/**
 * The top-level workloads of one cluster, judged. A judgement is kept until
 * something below the workload changes, so that it costs the same however
 * many people look.
 */
export class ClusterWorkloads {
  readonly #cluster: Cluster;
  readonly #systems: readonly MlSystem[];
  readonly #deliveries: DeliveryIndex;
  readonly #links: LinkTemplates;
  readonly #cache = new Map<string, { read: ReadWorkload; at: number }>();

  constructor(options: {
    cluster: Cluster;
    systems: readonly MlSystem[];
    deliveries: DeliveryIndex;
    links: LinkTemplates;
  }) {
    this.#cluster = options.cluster;
    this.#systems = options.systems;
    this.#deliveries = options.deliveries;
    this.#links = options.links;
  }

  get cluster(): Cluster {
    return this.#cluster;
  }

  /** To be called with the top object of whatever changed. */
  invalidate(uid: string): void {
    this.#cache.delete(uid);
  }

  /** How reading the cluster stands, for these answers. */
  source(): SourceStatus {
    return this.#cluster.source(
      [PODS, ...this.#systems.flatMap(system => system.workloadKinds)],
      SHARED_KINDS.filter(kind => kind !== PODS),
    );
  }

  /** All workloads, or those that carry a `backstage.io/kubernetes-id`. */
  list(kubernetesId?: string): ReadWorkload[] {
    return this.#systems.flatMap(system =>
      system.workloadKinds.flatMap(kind => {
        const objects =
          kubernetesId === undefined
            ? this.#cluster.list(kind)
            : this.#cluster.byLabel(kind, LABEL_KUBERNETES_ID, kubernetesId);
        const source = this.#cluster.source([PODS, kind]);
        return objects
          .filter(
            object =>
              this.#cluster.topOwner(object).metadata.uid ===
              object.metadata.uid,
          )
          .map(object => withSource(this.#read(system, kind, object), source));
      }),
    );
  }

  #read(system: MlSystem, kind: WorkloadKind, object: StoredObject) {
    const { uid } = object.metadata;
    const now = Date.now();
    const cached = this.#cache.get(uid);
    if (cached && now - cached.at < MAX_AGE_MS) {
      return cached.read;
    }
    const read = this.#judge(system, kind, object, now);
    this.#cache.set(uid, { read, at: now });
    return read;
  }

  #judge(
    system: MlSystem,
    kind: WorkloadKind,
    object: StoredObject,
    now: number,
  ): ReadWorkload {
    const descendants = this.#cluster.descendants(object);
    const pods = descendants.filter(isPod);
    const events = foldEvents(descendants.filter(isEvent));
    const queueing = readQueueing(this.#cluster, descendants);
    const { requested, ...reading } = readGuarded(system, kind, {
      object,
      descendants,
      pods: pods.map(pod => ({ pod, ...judgePod(pod) })),
      events,
      queueing,
      now,
      observedAt: new Date(now).toISOString(),
    });
    const delivered = this.#deliveries.find(this.#cluster, object);
    const { name, namespace = '', annotations, labels } = object.metadata;
    const template = annotations?.[OBJECT_ANNOTATION_TEMPLATE];
    const workload: Workload = {
      uid: object.metadata.uid,
      system: system.id,
      cluster: this.#cluster.name,
      namespace,
      apiVersion: object.apiVersion,
      kind: object.kind,
      name,
      entityRef: normalizeEntityRef(
        annotations?.[OBJECT_ANNOTATION_ENTITY_REF],
      ),
      createdAt: object.metadata.creationTimestamp,
      queue: queueing?.queue ?? labels?.[LABEL_KUEUE_QUEUE],
      requested: countRequested(reading.verdict.status, requested, pods),
      events,
      delivery: delivered?.delivery,
      template: template
        ? {
            name: template,
            version: annotations?.[OBJECT_ANNOTATION_TEMPLATE_VERSION],
          }
        : undefined,
      ...reading,
      links: [
        ...reading.links,
        ...(delivered?.links ?? []),
        ...fillLink('Logs', this.#links.logs, {
          cluster: this.#cluster.name,
          namespace,
          name,
        }),
      ],
    };
    return {
      workload,
      pods,
      waiting:
        queueing && !queueing.admitted && pods.length === 0
          ? queueing.workload.devices
          : {},
    };
  }
}

/** What it asks for, unless it has ended or asks for nothing. */
function countRequested(
  status: HealthStatus,
  requested: DeviceCounts | undefined,
  pods: readonly StoredPod[],
): DeviceCounts | undefined {
  if (hasEnded(status)) {
    return undefined;
  }
  const counts =
    requested ??
    pods
      .filter(pod => pod.phase !== 'Succeeded' && pod.phase !== 'Failed')
      .reduce<DeviceCounts>(
        (sum, pod) => addCounts(sum, countDevices(pod)),
        {},
      );
  return Object.values(counts).some(count => count > 0) ? counts : undefined;
}

function isPod(object: StoredObject): object is StoredPod {
  return object.kind === 'Pod' && object.apiVersion === 'v1';
}

function isEvent(object: StoredObject): object is StoredEvent {
  return object.kind === 'Event' && object.apiVersion === 'v1';
}

/** Says how old a judgement is, and that it is unknown when it is too old. */
function withSource(read: ReadWorkload, source: SourceStatus): ReadWorkload {
  const { workload } = read;
  const live = source.state === 'live' && !source.error;
  const verdict = live
    ? {
        ...workload.verdict,
        observedAt: source.observedAt ?? workload.verdict.observedAt,
      }
    : asLastKnown(workload.verdict, source);
  return { ...read, workload: { ...workload, verdict } };
}
