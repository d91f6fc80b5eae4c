import { createHash } from 'node:crypto';
import { QUEUE_NAME_LABEL } from '../../kube/mutateOnCreate';
import { Workload } from '../../kube/platformTypes';
import {
  CLUSTER_QUEUES,
  LOCAL_QUEUES,
  RAY_CLUSTERS,
  RAY_JOBS,
  RESOURCE_FLAVORS,
  WORKLOADS,
} from '../../kube/resources';
import { RayCluster, RayJob } from '../../kube/rayTypes';
import { Condition } from '../../kube/types';
import { setCondition } from '../conditions';
import { Controller, ControllerContext } from '../Controller';
import { controllerReference, hasController, isOwnedBy } from '../owners';
import { assignFlavors } from './assignFlavors';
import { startJob } from './startJob';
import { isRayJob, podSetsOf } from './podSets';
import { writeQueueStatus } from './queueStatus';
import { holdsQuota, isFinished, usageOf, workloadsOf } from './workloadState';

const COMPONENT = 'kueue-admission';
const QUEUE_SECONDS = 2;

type QueuedJob = RayJob | RayCluster;

/** Queues Ray jobs and clusters by quota, as Kueue 0.20 does. */
export class KueueController implements Controller {
  constructor(private readonly context: ControllerContext) {}

  reconcile(): void {
    const { store } = this.context;
    const jobs: QueuedJob[] = [
      ...store.list(RAY_JOBS),
      ...store.list(RAY_CLUSTERS),
    ].filter(
      job => job.metadata.labels?.[QUEUE_NAME_LABEL] && !hasController(job),
    );
    const queued = jobs
      .map(job => ({ job, workload: this.#workloadOf(job) }))
      .sort(
        (a, b) =>
          a.workload.metadata.creationTimestamp.localeCompare(
            b.workload.metadata.creationTimestamp,
          ) || a.job.metadata.name.localeCompare(b.job.metadata.name),
      );
    for (const { job, workload } of queued) {
      if (isFinished(workload)) {
        continue;
      }
      if (isRayJob(job) && this.#finish(job, workload)) {
        continue;
      }
      if (holdsQuota(workload)) {
        this.#follow(job, workload);
      } else {
        this.#admit(job, workload);
      }
    }
    writeQueueStatus(this.context);
  }

  #workloadOf(job: QueuedJob): Workload {
    const { store, events } = this.context;
    const { name, namespace, uid, labels } = job.metadata;
    const existing = store
      .list(WORKLOADS, namespace)
      .find(workload => isOwnedBy(workload, job));
    if (existing) {
      return existing;
    }
    const hash = createHash('sha256').update(uid).digest('hex').slice(0, 5);
    const workload = store.create(WORKLOADS, {
      apiVersion: 'kueue.x-k8s.io/v1beta2',
      kind: 'Workload',
      metadata: {
        name: `${job.kind.toLowerCase()}-${name}-${hash}`,
        namespace,
        labels: { 'kueue.x-k8s.io/job-uid': uid },
        ownerReferences: [controllerReference(job)],
      },
      spec: {
        queueName: labels?.[QUEUE_NAME_LABEL] ?? '',
        podSets: podSetsOf(job),
        priority: 0,
        active: true,
      },
    });
    events.record(job, {
      reason: 'CreatedWorkload',
      message: `Created Workload: ${namespace}/${workload.metadata.name}`,
      component: `${job.kind.toLowerCase()}-controller`,
    });
    return workload;
  }

  #admit(job: QueuedJob, workload: Workload): void {
    const { store, timers } = this.context;
    const { namespace, uid } = workload.metadata;
    const { queueName } = workload.spec;
    const localQueue = store.find(LOCAL_QUEUES, namespace, queueName);
    if (!localQueue) {
      this.#refuse(
        workload,
        'Misconfigured',
        `LocalQueue ${queueName} doesn't exist`,
      );
      return;
    }
    const { clusterQueue: name } = localQueue.spec;
    const clusterQueue = store.find(CLUSTER_QUEUES, undefined, name);
    if (!clusterQueue) {
      this.#refuse(
        workload,
        'Misconfigured',
        `ClusterQueue ${name} doesn't exist`,
      );
      return;
    }
    const stopped = [localQueue, clusterQueue].find(
      queue => (queue.spec.stopPolicy ?? 'None') !== 'None',
    );
    if (stopped) {
      this.#refuse(
        workload,
        'Suspended',
        `${stopped.kind} ${stopped.metadata.name} is inactive`,
      );
      return;
    }
    if (!timers.reached(uid, 'queue', QUEUE_SECONDS)) {
      return;
    }
    const assignment = assignFlavors(
      workload.spec.podSets,
      clusterQueue,
      store.list(RESOURCE_FLAVORS),
      usageOf(workloadsOf(store, name)),
    );
    if ('reason' in assignment) {
      this.#refuse(workload, assignment.reason, assignment.message);
      return;
    }
    this.#write(workload, draft => {
      draft.admission = {
        clusterQueue: name,
        podSetAssignments: assignment.podSets,
      };
      return [
        {
          type: 'QuotaReserved',
          status: 'True',
          reason: 'QuotaReserved',
          message: `Quota reserved in ClusterQueue ${name}`,
        },
        {
          type: 'Admitted',
          status: 'True',
          reason: 'Admitted',
          message: 'The workload is admitted',
        },
        notReady('WaitForStart'),
      ];
    });
    this.#event(
      workload,
      'QuotaReserved',
      `Quota reserved in ClusterQueue ${name}`,
    );
    this.#event(workload, 'Admitted', `Admitted by ClusterQueue ${name}`);
    startJob(this.context, job, assignment.podSets);
  }

  #refuse(workload: Workload, reason: string, message: string): void {
    const before = workload.status?.conditions?.find(
      c => c.type === 'QuotaReserved',
    );
    this.#write(workload, () => [
      { type: 'QuotaReserved', status: 'False', reason, message },
      {
        type: 'Admitted',
        status: 'False',
        reason: 'NoReservation',
        message: 'The workload has no reservation',
      },
    ]);
    if (before?.message !== message) {
      this.#event(workload, 'Pending', message, 'Warning');
    }
  }

  #follow(job: QueuedJob, workload: Workload): void {
    const ready = isRayJob(job)
      ? job.status?.rayClusterStatus?.state === 'ready'
      : job.status?.state === 'ready';
    if (ready) {
      this.#write(workload, () => [
        {
          type: 'PodsReady',
          status: 'True',
          reason: 'Started',
          message: 'All pods reached readiness and the workload is running',
        },
      ]);
    }
  }

  /** True when the job has ended. */
  #finish(job: RayJob, workload: Workload): boolean {
    const { jobDeploymentStatus } = job.status ?? {};
    if (
      jobDeploymentStatus !== 'Complete' &&
      jobDeploymentStatus !== 'Failed'
    ) {
      return false;
    }
    const succeeded = jobDeploymentStatus === 'Complete';
    this.#write(workload, () => [
      {
        type: 'Finished',
        status: 'True',
        reason: succeeded ? 'Succeeded' : 'Failed',
        message: job.status?.message ?? '',
      },
    ]);
    return true;
  }

  #write(
    workload: Workload,
    change: (status: NonNullable<Workload['status']>) => Condition[],
  ): void {
    const { store, clock } = this.context;
    store.modify(WORKLOADS, workload, draft => {
      const status = (draft.status ??= {});
      const conditions = (status.conditions ??= []);
      for (const condition of change(status)) {
        setCondition(
          conditions,
          { ...condition, observedGeneration: draft.metadata.generation },
          clock.timestamp(),
        );
      }
    });
  }

  #event(
    workload: Workload,
    reason: string,
    message: string,
    type: 'Normal' | 'Warning' = 'Normal',
  ): void {
    this.context.events.record(workload, {
      type,
      reason,
      message,
      component: COMPONENT,
    });
  }
}

function notReady(reason: string): Condition {
  return {
    type: 'PodsReady',
    status: 'False',
    reason,
    message: 'Not all pods are ready or succeeded',
  };
}
