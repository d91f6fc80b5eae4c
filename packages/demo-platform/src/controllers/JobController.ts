import { JOBS, PODS } from '../kube/resources';
import { Job } from '../kube/workloadTypes';
import { setCondition } from './conditions';
import { Controller, ControllerContext } from './Controller';
import { controllerReference, isOwnedBy } from './owners';

/** batch/v1 Jobs with one pod at a time. */
export class JobController implements Controller {
  constructor(private readonly context: ControllerContext) {}

  reconcile(): void {
    const { store } = this.context;
    for (const job of store.list(JOBS)) {
      const done = job.status?.conditions?.some(
        c =>
          (c.type === 'Complete' || c.type === 'Failed') && c.status === 'True',
      );
      if (done) {
        this.#expire(job);
      } else if (!job.spec.suspend && !job.metadata.deletionTimestamp) {
        this.#run(job);
      }
    }
  }

  #run(job: Job): void {
    const { store, clock, events } = this.context;
    const { name, namespace } = job.metadata;
    let pods = store.list(PODS, namespace).filter(p => isOwnedBy(p, job));
    if (pods.length === 0) {
      const { template } = job.spec;
      const pod = store.create(PODS, {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          generateName: `${name}-`,
          namespace,
          labels: {
            ...template.metadata?.labels,
            'batch.kubernetes.io/job-name': name,
            'job-name': name,
          },
          annotations: template.metadata?.annotations,
          ownerReferences: [controllerReference(job)],
        },
        spec: template.spec,
        status: { phase: 'Pending', conditions: [] },
      });
      events.record(job, {
        reason: 'SuccessfulCreate',
        message: `Created pod: ${pod.metadata.name}`,
        component: 'job-controller',
      });
      pods = [pod];
    }
    const count = (phase: string) =>
      pods.filter(p => p.status?.phase === phase).length;
    const succeeded = count('Succeeded');
    const failed = count('Failed');
    store.modify(JOBS, job, draft => {
      const status = (draft.status ??= {});
      status.startTime ??= clock.timestamp();
      status.active = succeeded + failed > 0 ? undefined : 1;
      status.ready = count('Running');
      status.succeeded = succeeded || undefined;
      status.failed = failed || undefined;
      const conditions = (status.conditions ??= []);
      if (succeeded > 0) {
        status.completionTime ??= clock.timestamp();
        setCondition(
          conditions,
          {
            type: 'Complete',
            status: 'True',
            reason: 'CompletionsReached',
            message: 'Reached expected number of succeeded pods',
          },
          clock.timestamp(),
        );
      } else if (failed > 0) {
        setCondition(
          conditions,
          {
            type: 'Failed',
            status: 'True',
            reason: 'BackoffLimitExceeded',
            message: 'Job has reached the specified backoff limit',
          },
          clock.timestamp(),
        );
      }
    });
  }

  #expire(job: Job): void {
    const { ttlSecondsAfterFinished } = job.spec;
    if (
      ttlSecondsAfterFinished !== undefined &&
      this.context.timers.reached(
        job.metadata.uid,
        'ttl',
        ttlSecondsAfterFinished,
      )
    ) {
      this.context.store.remove(JOBS, job);
    }
  }
}
