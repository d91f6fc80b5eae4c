import { PodSet } from '../../kube/platformTypes';
import { RayCluster, RayClusterSpec, RayJob } from '../../kube/rayTypes';
import { desiredPods } from '../rayPods';

/** Name that Kueue gives to the pod set of a RayJob's submitter. */
const SUBMITTER = 'submitter';

function clusterPodSets(
  owner: RayJob | RayCluster,
  spec: RayClusterSpec,
): PodSet[] {
  const cluster = { ...owner, spec } as RayCluster;
  return [
    { name: 'head', count: 1, template: spec.headGroupSpec.template },
    ...(spec.workerGroupSpecs ?? []).map(group => ({
      name: group.groupName.toLowerCase(),
      count: desiredPods(cluster, group),
      template: group.template,
    })),
  ];
}

export function isRayJob(job: RayJob | RayCluster): job is RayJob {
  return job.kind === 'RayJob';
}

/** The pod sets of a Ray job or cluster, in Kueue's order. */
export function podSetsOf(job: RayJob | RayCluster): PodSet[] {
  if (!isRayJob(job)) {
    return clusterPodSets(job, job.spec);
  }
  const { rayClusterSpec, submissionMode = 'K8sJobMode' } = job.spec;
  if (!rayClusterSpec) {
    return [];
  }
  const sets = clusterPodSets(job, rayClusterSpec);
  if (submissionMode !== 'K8sJobMode') {
    return sets;
  }
  const template = job.spec.submitterPodTemplate ?? {
    spec: {
      restartPolicy: 'Never',
      containers: [
        {
          name: 'ray-job-submitter',
          resources: { requests: { cpu: '500m', memory: '200Mi' } },
        },
      ],
    },
  };
  return [...sets, { name: SUBMITTER, count: 1, template }];
}
