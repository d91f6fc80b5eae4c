import { StoredObject } from '@callboard/kube-reflector';
import { Reason, WorkloadPod } from '@callboard/plugin-ml-platform-common';

/** How long a pod may wait before waiting counts as degraded. */
export const WAITING_GRACE_MS = 5 * 60_000;

/** A pod with its judgement, as a workload's context carries it. */
export interface JudgedPod {
  pod: StoredObject;
  view: WorkloadPod;
  reasons: Reason[];
}

/** Several pods, judged together. */
export interface PodsJudgement {
  /** Each cause once; how many more pods it stops is said in the message. */
  reasons: Reason[];
  running: number;
  /** Pods that should run and do not. */
  notRunning: number;
  /** Whether some of them will not come right by waiting. */
  blocked: boolean;
}

/** Unix ms of an ISO 8601 time; now when it cannot be read. */
function timeOf(iso: string, now: number): number {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? now : time;
}

function mergeReasons(pods: readonly JudgedPod[]): Reason[] {
  const byCause = new Map<string, { reason: Reason; pods: number }>();
  for (const { reasons } of pods) {
    for (const reason of reasons) {
      const cause = `${reason.layer}/${reason.code}`;
      const known = byCause.get(cause);
      byCause.set(cause, {
        reason: known?.reason ?? reason,
        pods: (known?.pods ?? 0) + 1,
      });
    }
  }
  return [...byCause.values()].map(({ reason, pods: count }) =>
    count === 1
      ? reason
      : {
          ...reason,
          message: `${reason.message} The same stops ${count - 1} more ${
            count === 2 ? 'pod' : 'pods'
          }.`,
        },
  );
}

/** Judges the pods of one workload together. Pure. */
export function judgePods(
  pods: readonly JudgedPod[],
  now: number,
): PodsJudgement {
  const wanted = pods.filter(
    ({ view }) => view.state !== 'succeeded' && view.state !== 'terminating',
  );
  const notRunning = wanted.filter(({ view }) => view.state !== 'running');
  return {
    reasons: mergeReasons(notRunning),
    running: wanted.length - notRunning.length,
    notRunning: notRunning.length,
    blocked: notRunning.some(
      ({ pod, view }) =>
        view.state === 'failed' ||
        now - timeOf(pod.metadata.creationTimestamp, now) > WAITING_GRACE_MS,
    ),
  };
}
