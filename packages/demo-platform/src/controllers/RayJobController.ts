import { randomSuffix } from '../kube/randomSuffix';
import { JOBS, PODS, RAY_CLUSTERS, RAY_JOBS } from '../kube/resources';
import { JobDeploymentStatus, RayJob, RayJobStatus } from '../kube/rayTypes';
import { Controller, ControllerContext } from './Controller';
import { isOwnedBy } from './owners';
import { clusterOf, submitterOf } from './rayJobChildren';
import { TrainingRecorder } from './TrainingRecorder';

const COMPONENT = 'rayjob-controller';
const MAX_NAME_LENGTH = 47;
const DEFAULT_RUN_SECONDS = 14;

/** Annotation on a RayJob: how long the stand-in lets it run, seconds. */
export const RUN_SECONDS_ANNOTATION = 'demo.callboard.dev/run-seconds';

/** Moves a RayJob through KubeRay's states, one step a call. */
export class RayJobController implements Controller {
  constructor(
    private readonly context: ControllerContext,
    private readonly training: TrainingRecorder,
  ) {}

  reconcile(): void {
    for (const rayJob of this.context.store.list(RAY_JOBS)) {
      const next = this.#next(rayJob);
      if (next) {
        this.#write(rayJob, next);
      }
    }
  }

  #next(rayJob: RayJob): RayJobStatus | undefined {
    const { spec } = rayJob;
    const state: JobDeploymentStatus = rayJob.status?.jobDeploymentStatus ?? '';
    switch (state) {
      case '':
        return this.#begin(rayJob);
      case 'Suspended':
        return spec.suspend ? undefined : { jobDeploymentStatus: '' };
      case 'Initializing':
        return spec.suspend
          ? { jobDeploymentStatus: 'Suspending' }
          : this.#initialise(rayJob);
      case 'Running':
        return spec.suspend
          ? { jobDeploymentStatus: 'Suspending' }
          : this.#run(rayJob);
      case 'Suspending':
        this.#deleteCluster(rayJob);
        this.#deleteSubmitter(rayJob);
        return {
          jobDeploymentStatus: 'Suspended',
          jobStatus: undefined,
          jobId: undefined,
          rayClusterName: undefined,
          rayClusterStatus: undefined,
          startTime: undefined,
        };
      case 'Complete':
      case 'Failed':
        this.#cleanUp(rayJob);
        return undefined;
      default:
        return undefined;
    }
  }

  #begin(rayJob: RayJob): RayJobStatus {
    const { name } = rayJob.metadata;
    const { spec } = rayJob;
    const problem = validationProblem(rayJob);
    if (problem) {
      return {
        jobDeploymentStatus: 'ValidationFailed',
        reason: 'ValidationFailed',
        message: problem,
      };
    }
    if (spec.suspend) {
      return { jobDeploymentStatus: 'Suspended' };
    }
    return {
      jobDeploymentStatus: 'Initializing',
      jobId: `${name}-${randomSuffix(5)}`,
      rayClusterName:
        spec.clusterSelector?.['ray.io/cluster'] ??
        `${name}-${randomSuffix(5)}`,
      startTime: this.context.clock.timestamp(),
    };
  }

  #initialise(rayJob: RayJob): RayJobStatus | undefined {
    const { store, events } = this.context;
    const { namespace } = rayJob.metadata;
    const name = rayJob.status?.rayClusterName ?? '';
    const cluster = store.find(RAY_CLUSTERS, namespace, name);
    if (!cluster) {
      if (!rayJob.spec.clusterSelector) {
        store.create(RAY_CLUSTERS, clusterOf(rayJob, name));
        events.record(rayJob, {
          reason: 'CreatedRayCluster',
          message: `Created RayCluster ${namespace}/${name}`,
          component: COMPONENT,
        });
      }
      return undefined;
    }
    const mirrored = { rayClusterStatus: cluster.status };
    if (cluster.status?.state !== 'ready') {
      return mirrored;
    }
    const dashboardURL = `${cluster.status.head?.serviceName}.${namespace}.svc.cluster.local:8265`;
    const usesSubmitter =
      (rayJob.spec.submissionMode ?? 'K8sJobMode') === 'K8sJobMode';
    if (usesSubmitter && !this.#submitterStarted(rayJob)) {
      return { ...mirrored, dashboardURL };
    }
    this.context.timers.start(rayJob.metadata.uid, 'submitted');
    return {
      ...mirrored,
      dashboardURL,
      jobDeploymentStatus: 'Running',
      jobStatus: 'PENDING',
    };
  }

  #submitterStarted(rayJob: RayJob): boolean {
    const { store, events } = this.context;
    const { name, namespace } = rayJob.metadata;
    const submitter = store.find(JOBS, namespace, name);
    if (!submitter) {
      store.create(JOBS, submitterOf(rayJob));
      events.record(rayJob, {
        reason: 'CreatedRayJobSubmitter',
        message: `Created Kubernetes Job ${namespace}/${name}`,
        component: COMPONENT,
      });
      return false;
    }
    return store
      .list(PODS, namespace)
      .some(
        pod => isOwnedBy(pod, submitter) && pod.status?.phase === 'Running',
      );
  }

  #run(rayJob: RayJob): RayJobStatus | undefined {
    const { store, clock, timers } = this.context;
    const { uid, namespace, annotations } = rayJob.metadata;
    const status = rayJob.status ?? {};
    const cluster = store.find(
      RAY_CLUSTERS,
      namespace,
      status.rayClusterName ?? '',
    );
    const mirrored = { rayClusterStatus: cluster?.status };
    if (status.jobStatus === 'PENDING') {
      timers.start(uid, 'run');
      return {
        ...mirrored,
        jobStatus: 'RUNNING',
        message: 'Job is currently running.',
        rayJobInfo: { startTime: clock.timestamp() },
      };
    }
    const { activeDeadlineSeconds } = rayJob.spec;
    if (
      activeDeadlineSeconds !== undefined &&
      timers.reached(uid, 'submitted', activeDeadlineSeconds)
    ) {
      return {
        ...this.#ended(status, 'Failed'),
        reason: 'DeadlineExceeded',
        message: `The RayJob has passed the activeDeadlineSeconds. StartTime: ${status.startTime}. ActiveDeadlineSeconds: ${activeDeadlineSeconds}`,
      };
    }
    const seconds =
      Number(annotations?.[RUN_SECONDS_ANNOTATION]) || DEFAULT_RUN_SECONDS;
    if (!timers.reached(uid, 'run', seconds)) {
      return mirrored;
    }
    if (/\bexit 1\b/.test(rayJob.spec.entrypoint ?? '')) {
      return {
        ...this.#ended(status, 'Failed'),
        jobStatus: 'FAILED',
        reason: 'AppFailed',
        message:
          'Job entrypoint command failed with exit code 1, last available logs (truncated to 20,000 chars):\n',
      };
    }
    this.training.record(rayJob, clock.now() - (seconds * 1000) / clock.speed);
    return {
      ...this.#ended(status, 'Complete'),
      jobStatus: 'SUCCEEDED',
      message: 'Job finished successfully.',
    };
  }

  #ended(
    status: RayJobStatus,
    jobDeploymentStatus: 'Complete' | 'Failed',
  ): RayJobStatus {
    const endTime = this.context.clock.timestamp();
    const succeeded = jobDeploymentStatus === 'Complete';
    return {
      jobDeploymentStatus,
      endTime,
      rayJobInfo: { ...status.rayJobInfo, endTime },
      succeeded: succeeded ? 1 : 0,
      failed: succeeded ? 0 : 1,
    };
  }

  #cleanUp(rayJob: RayJob): void {
    const { shutdownAfterJobFinishes, ttlSecondsAfterFinished = 0 } =
      rayJob.spec;
    if (
      shutdownAfterJobFinishes &&
      this.context.timers.reached(
        rayJob.metadata.uid,
        'ttl',
        ttlSecondsAfterFinished,
      )
    ) {
      this.#deleteCluster(rayJob);
    }
  }

  #deleteCluster(rayJob: RayJob): void {
    const { store } = this.context;
    const cluster = store.find(
      RAY_CLUSTERS,
      rayJob.metadata.namespace,
      rayJob.status?.rayClusterName ?? '',
    );
    if (cluster && isOwnedBy(cluster, rayJob)) {
      store.remove(RAY_CLUSTERS, cluster);
      this.context.events.record(rayJob, {
        reason: 'DeletedRayCluster',
        message: `Deleted cluster ${cluster.metadata.namespace}/${cluster.metadata.name}`,
        component: COMPONENT,
      });
    }
  }

  #deleteSubmitter(rayJob: RayJob): void {
    const { store } = this.context;
    const { name, namespace } = rayJob.metadata;
    const submitter = store.find(JOBS, namespace, name);
    if (submitter && isOwnedBy(submitter, rayJob)) {
      store.remove(JOBS, submitter);
    }
  }

  #write(rayJob: RayJob, next: RayJobStatus): void {
    this.context.store.modify(RAY_JOBS, rayJob, draft => {
      draft.status = {
        ...draft.status,
        ...next,
        observedGeneration: draft.metadata.generation,
      };
    });
  }
}

/** What the operator itself refuses, after the API server took it. */
function validationProblem({ metadata, spec }: RayJob): string | undefined {
  if (metadata.name.length > MAX_NAME_LENGTH) {
    return `RayJob name should be no more than ${MAX_NAME_LENGTH} characters`;
  }
  return spec.suspend && !spec.shutdownAfterJobFinishes
    ? 'a RayJob with shutdownAfterJobFinishes set to false is not allowed to be suspended'
    : undefined;
}
