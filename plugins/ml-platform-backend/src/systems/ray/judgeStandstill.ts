import { WorkloadContext } from '@callboard/plugin-ml-platform-node';
import { LABEL_KUEUE_QUEUE } from '../../services/health/judgeQueueing';
import { WAITING_GRACE_MS } from '../../services/health/judgePods';
import { RayJudgement } from './judgeRayCluster';

/**
 * Suspended, and Kueue's word on it is not there: Kueue has not looked at it
 * yet, or the portal may not read its Workloads. Then nothing tells whether it
 * is queued.
 */
function judgeUnread(context: WorkloadContext, queue: string): RayJudgement {
  const { object, now } = context;
  const age = now - Date.parse(object.metadata.creationTimestamp);
  return age > WAITING_GRACE_MS
    ? {
        status: 'unknown',
        summary: 'Suspended, Kueue is not read',
        reasons: [
          {
            layer: 'queue',
            code: 'NoKueueWorkload',
            message: `It is to be admitted by queue ${queue}, and no Kueue Workload of it can be read.`,
            fix: "Check that Kueue runs and that the portal's account may read workloads.kueue.x-k8s.io.",
            object: `${object.kind}/${object.metadata.name}`,
          },
        ],
      }
    : { status: 'progressing', summary: `Waits for ${queue}`, reasons: [] };
}

/**
 * What goes before all else: an object that is being deleted, or one that is
 * suspended. Kueue suspends what has no quota: that is queued, and not a
 * person's wish.
 */
export function judgeStandstill(
  context: WorkloadContext,
  suspended: boolean,
): RayJudgement | undefined {
  const { object, queueing } = context;
  if (object.metadata.deletionTimestamp) {
    return { status: 'progressing', summary: 'Is being deleted', reasons: [] };
  }
  if (queueing && !queueing.admitted) {
    if (queueing.blocked) {
      return {
        status: 'degraded',
        summary:
          queueing.reasons[0]?.layer === 'quota'
            ? `Cannot get quota in ${queueing.queue}`
            : `Cannot be admitted by ${queueing.queue}`,
        reasons: queueing.reasons,
      };
    }
    return {
      status: 'queued',
      summary: `Queued in ${queueing.queue}`,
      reasons: queueing.reasons,
    };
  }
  if (suspended && queueing?.admitted) {
    return { status: 'progressing', summary: 'Admitted, starts', reasons: [] };
  }
  const queue = object.metadata.labels?.[LABEL_KUEUE_QUEUE];
  if (suspended && queue) {
    return judgeUnread(context, queue);
  }
  return suspended
    ? { status: 'suspended', summary: 'Suspended', reasons: [] }
    : undefined;
}
