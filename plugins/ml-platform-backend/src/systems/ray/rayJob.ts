import { StoredObject } from '@callboard/kube-reflector';
import { WorkloadKind } from '@callboard/plugin-ml-platform-node';
import { isRayPod, rayGroups } from './rayGroups';
import { judgeRayJob } from './judgeRayJob';
import { judgeStandstill } from './judgeStandstill';
import { projectRayJob } from './projectRay';
import { rayDetails } from './rayDetails';
import { requestedDevices } from './requestedDevices';
import { toReading } from './toReading';
import { StoredRayCluster, StoredRayJob } from './types';

const FINISHED = ['Complete', 'Failed', 'ValidationFailed'];

/** A retried job leaves clusters of earlier attempts behind for a while. */
function findCluster(
  job: StoredRayJob,
  descendants: readonly StoredObject[],
): StoredRayCluster | undefined {
  const clusters = descendants.filter(
    (object): object is StoredRayCluster => object.kind === 'RayCluster',
  );
  return clusters.find(cluster => cluster.metadata.name === job.rayClusterName);
}

/** `ray.io/v1` RayJob, read as KubeRay 1.7 writes it. */
export const rayJob: WorkloadKind<StoredRayJob> = {
  resource: { group: 'ray.io', kind: 'RayJob', versions: ['v1'] },
  project: projectRayJob,
  read(context) {
    const { object: job } = context;
    const cluster = findCluster(job, context.descendants);
    const spec = cluster?.spec ?? job.cluster;
    const pods = context.pods.filter(
      judged =>
        !isRayPod(judged) ||
        !job.rayClusterName ||
        judged.pod.metadata.labels?.['ray.io/cluster'] === job.rayClusterName,
    );
    const finished = FINISHED.includes(job.deploymentStatus ?? '');
    const suspended =
      ['Suspended', 'Suspending'].includes(job.deploymentStatus ?? '') ||
      (job.suspend && !finished);
    const wanted = !finished && !suspended && !job.clusterSelector;
    const groups = rayGroups(spec, pods, wanted);
    const judgement =
      (finished ? undefined : judgeStandstill(context, suspended)) ??
      judgeRayJob({ job, cluster, groups, pods, now: context.now });
    return toReading(context, judgement, {
      groups,
      requested: requestedDevices(spec),
      readFrom: [
        'status.jobDeploymentStatus',
        'status.jobStatus',
        'status.reason',
        ...(cluster ? [`RayCluster/${cluster.metadata.name} status`] : []),
      ],
      startedAt: job.startTime,
      finishedAt: job.endTime,
      details: rayDetails(spec, {
        Entrypoint: job.entrypoint,
        'Ray cluster': job.rayClusterName ?? job.clusterSelector,
        'Failed attempts': job.failedAttempts
          ? String(job.failedAttempts)
          : undefined,
      }),
    });
  },
};
