import { Reason, WorkloadGroup } from '@callboard/plugin-ml-platform-common';
import { JudgedPod, judgePods } from '../../services/health/judgePods';
import { headline } from '../../services/health/headline';
import { RayJudgement, judgeRayCluster } from './judgeRayCluster';
import { isRayPod } from './rayGroups';
import { StoredRayCluster, StoredRayJob } from './types';

interface RayJobInput {
  job: StoredRayJob;
  cluster?: StoredRayCluster;
  groups: WorkloadGroup[];
  pods: readonly JudgedPod[];
  now: number;
}

const FAILURES: Record<string, { message: string; fix: string }> = {
  AppFailed: {
    message: "The job's own program failed.",
    fix: 'Look at the last log lines of the job.',
  },
  SubmissionFailed: {
    message: 'The job could not be submitted to its Ray cluster.',
    fix: 'Look at the submitter pod and at the head.',
  },
  DeadlineExceeded: {
    message: 'The job took longer than its deadline.',
    fix: 'Raise activeDeadlineSeconds, or make the job shorter.',
  },
  PreRunningDeadlineExceeded: {
    message: 'The job did not start before its deadline.',
    fix: 'See why its pods did not start, or raise preRunningDeadlineSeconds.',
  },
  ValidationFailed: {
    message: 'The operator refuses the RayJob as it is written.',
    fix: 'Correct the field that the message names.',
  },
  JobStatusCheckTimeoutExceeded: {
    message: 'The operator could not read the state of the job for too long.',
    fix: 'Look at the head pod: its dashboard did not answer.',
  },
};

function failure(job: StoredRayJob): Reason {
  const code = job.reason ?? 'Failed';
  const known = FAILURES[code];
  return {
    layer: code === 'AppFailed' ? 'application' : 'controller',
    code,
    message:
      [known?.message, job.message].filter(Boolean).join(' ') ||
      'The job failed and the operator gives no reason.',
    fix: known?.fix ?? 'Look at the events and the last log lines.',
    object: `RayJob/${job.metadata.name}`,
  };
}

function judgeEnd(job: StoredRayJob): RayJudgement {
  if (job.jobStatus === 'STOPPED') {
    return { status: 'stopped', summary: 'Stopped', reasons: [] };
  }
  if (job.deploymentStatus === 'Complete' && job.jobStatus === 'SUCCEEDED') {
    return { status: 'completed', summary: 'Completed', reasons: [] };
  }
  if (job.deploymentStatus !== 'Complete' || job.jobStatus === 'FAILED') {
    return { status: 'failed', summary: 'Failed', reasons: [failure(job)] };
  }
  return {
    status: 'unknown',
    summary: `Ended with job status ${job.jobStatus ?? 'unknown'}`,
    reasons: [],
  };
}

function judgeCluster(input: RayJobInput): RayJudgement {
  const { job, cluster, groups, pods, now } = input;
  const ray = groups.filter(group => group.role !== 'submitter');
  const judgement = judgeRayCluster({
    name: cluster?.metadata.name ?? job.metadata.name,
    createdAt:
      cluster?.metadata.creationTimestamp ?? job.metadata.creationTimestamp,
    status: cluster?.status,
    groups: ray,
    pods,
    now,
  });
  const submitter = judgePods(
    pods.filter(pod => !isRayPod(pod)),
    now,
  );
  if (submitter.reasons.length === 0) {
    return judgement;
  }
  const reasons = [...judgement.reasons, ...submitter.reasons];
  return {
    status: submitter.blocked ? 'degraded' : judgement.status,
    summary: headline(reasons, judgement.summary),
    reasons,
  };
}

function judgeRunning(input: RayJobInput): RayJudgement {
  const { job } = input;
  if (job.checkFailingSince) {
    return {
      status: 'unknown',
      summary: 'Job state cannot be read',
      reasons: [
        {
          layer: 'controller',
          code: 'JobStatusCheckFailing',
          message: `The operator cannot ask Ray for the job's state since ${job.checkFailingSince}.`,
          fix: 'Look at the head pod: its dashboard does not answer.',
          object: `RayJob/${job.metadata.name}`,
        },
      ],
    };
  }
  if (job.jobStatus && !['PENDING', 'RUNNING'].includes(job.jobStatus)) {
    return ['SUCCEEDED', 'FAILED', 'STOPPED'].includes(job.jobStatus)
      ? { status: 'progressing', summary: 'Ends', reasons: [] }
      : {
          status: 'unknown',
          summary: `Unknown job status ${job.jobStatus}`,
          reasons: [],
        };
  }
  if (job.clusterSelector) {
    return {
      status: job.jobStatus === 'RUNNING' ? 'healthy' : 'progressing',
      summary: job.jobStatus === 'RUNNING' ? 'Running' : 'Submitted',
      reasons: [],
    };
  }
  const cluster = judgeCluster(input);
  if (cluster.status !== 'healthy') {
    return cluster.status === 'progressing' && job.jobStatus === 'RUNNING'
      ? { ...cluster, summary: `Running, not all pods: ${cluster.summary}` }
      : cluster;
  }
  return job.jobStatus === 'RUNNING'
    ? cluster
    : { status: 'progressing', summary: 'Submitted', reasons: [] };
}

/**
 * Judges a RayJob that is not suspended. RayJob has no conditions: its
 * `jobDeploymentStatus` is the operator's state, `jobStatus` Ray's own. A
 * value that is not known is unknown.
 */
export function judgeRayJob(input: RayJobInput): RayJudgement {
  const { job } = input;
  switch (job.deploymentStatus) {
    case 'Complete':
    case 'Failed':
    case 'ValidationFailed':
      return judgeEnd(job);
    case 'Running':
      return judgeRunning(input);
    case 'Retrying':
      return {
        status: 'progressing',
        summary: 'Tries again',
        reasons: [{ ...failure(job), code: job.reason ?? 'Retrying' }],
      };
    case 'Waiting':
      return {
        status: 'progressing',
        summary: 'Waits for a job to be submitted',
        reasons: [],
      };
    case undefined:
    case 'Initializing': {
      const cluster = judgeCluster(input);
      return cluster.status === 'healthy'
        ? { ...cluster, status: 'progressing', summary: 'Submits the job' }
        : cluster;
    }
    default:
      return {
        status: 'unknown',
        summary: `Unknown state ${job.deploymentStatus}`,
        reasons: [],
      };
  }
}
