import {
  HealthStatus,
  Reason,
  WorkloadGroup,
} from '@callboard/plugin-ml-platform-common';
import {
  findCondition,
  isFalse,
  isTrue,
} from '../../services/health/conditions';
import { headline } from '../../services/health/headline';
import {
  JudgedPod,
  WAITING_GRACE_MS,
  judgePods,
} from '../../services/health/judgePods';
import { RayClusterStatus } from './types';
import { isRayPod } from './rayGroups';

/** What a judgement of Ray pods or a Ray cluster comes to. */
export interface RayJudgement {
  status: HealthStatus;
  summary: string;
  reasons: Reason[];
}

interface RayClusterInput {
  name: string;
  createdAt: string;
  generation?: number;
  status?: RayClusterStatus;
  groups: WorkloadGroup[];
  pods: readonly JudgedPod[];
  now: number;
}

function replicaFailure(input: RayClusterInput): Reason[] {
  const failure = findCondition(
    input.status?.conditions ?? [],
    'ReplicaFailure',
  );
  if (failure?.status !== 'True') {
    return [];
  }
  const quota = /exceeded quota/i.test(failure.message ?? '');
  return [
    {
      layer: quota ? 'quota' : 'controller',
      code: failure.reason ?? 'ReplicaFailure',
      message:
        failure.message ?? 'The operator cannot make or delete its pods.',
      fix: quota
        ? 'Ask for less, or have the resource quota of the namespace raised.'
        : 'Look at the message: a webhook, a quota or a policy refuses the pods.',
      object: `RayCluster/${input.name}`,
    },
  ];
}

function headLost(input: RayClusterInput): Reason[] {
  const conditions = input.status?.conditions ?? [];
  const head = findCondition(conditions, 'HeadPodReady');
  // Provisioned is sticky: it tells that the head was ready once.
  return isTrue(conditions, 'RayClusterProvisioned') && head?.status === 'False'
    ? [
        {
          layer: 'controller',
          code: head.reason ?? 'HeadPodNotReady',
          message: `The Ray head is not ready: ${
            head.message ?? head.reason ?? 'no message'
          }`,
          fix: 'Look at the head pod: without it no job and no worker makes progress.',
          object: `RayCluster/${input.name}`,
        },
      ]
    : [];
}

/**
 * Judges whether a Ray cluster that should run does. Counts are pods (KubeRay
 * 1.7 status.desiredWorkerReplicas); pods that are not running always win
 * over a status that says ready.
 */
export function judgeRayCluster(input: RayClusterInput): RayJudgement {
  const { status, groups, now } = input;
  const pods = judgePods(input.pods.filter(isRayPod), now);
  const controller = [...replicaFailure(input), ...headLost(input)];
  const reasons = [...pods.reasons, ...controller];
  const desired = Math.max(
    groups.reduce((sum, group) => sum + group.desired, 0),
    1 + (status?.desiredWorkers ?? 0),
  );
  const short =
    pods.notRunning > 0 ||
    groups.some(group => group.ready < group.desired) ||
    pods.running < desired ||
    (status?.readyWorkers ?? 0) < (status?.desiredWorkers ?? 0);
  const age = now - Date.parse(input.createdAt);
  const progress = `${pods.running} of ${desired} pods ready`;

  if (status?.state === 'failed' || controller.length > 0) {
    return {
      status: 'degraded',
      summary: headline(reasons, 'The operator reports a problem'),
      reasons: reasons.length
        ? reasons
        : [
            {
              layer: 'controller',
              code: 'RayClusterFailed',
              message: status?.reason ?? 'The operator says that it failed.',
              fix: 'Look at its events and at the log of the KubeRay operator.',
              object: `RayCluster/${input.name}`,
            },
          ],
    };
  }
  const known = [undefined, 'ready', 'suspended', 'unhealthy'];
  if (!known.includes(status?.state)) {
    return {
      status: 'unknown',
      summary: `Unknown state ${status?.state}`,
      reasons,
    };
  }
  if (!status?.present && pods.running + pods.notRunning === 0) {
    return age > WAITING_GRACE_MS
      ? {
          status: 'unknown',
          summary: 'No operator answers',
          reasons: [
            {
              layer: 'controller',
              code: 'NoStatus',
              message: 'No operator has looked at it since it was created.',
              fix: 'Check that the KubeRay operator runs and watches this namespace.',
              object: `RayCluster/${input.name}`,
            },
          ],
        }
      : { status: 'progressing', summary: 'Waits for the operator', reasons };
  }
  if (short) {
    const missing = pods.notRunning === 0 && age > WAITING_GRACE_MS;
    return {
      status: pods.blocked || missing ? 'degraded' : 'progressing',
      summary: headline(reasons, `Starting: ${progress}`),
      reasons,
    };
  }
  if (
    status?.observedGeneration !== undefined &&
    input.generation !== undefined &&
    status.observedGeneration < input.generation
  ) {
    return { status: 'progressing', summary: 'Applies a change', reasons };
  }
  const conditions = status?.conditions ?? [];
  const unready =
    isFalse(conditions, 'RayClusterProvisioned') ||
    isFalse(conditions, 'HeadPodReady');
  return unready
    ? { status: 'progressing', summary: `Starting: ${progress}`, reasons }
    : { status: 'healthy', summary: 'Running', reasons: [] };
}
