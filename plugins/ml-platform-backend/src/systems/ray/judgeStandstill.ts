import { WorkloadContext } from '@callboard/plugin-ml-platform-node';
import { RayJudgement } from './judgeRayCluster';

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
    // More than the queue can ever give: waiting does not help.
    if (queueing.reasons[0]?.layer === 'quota') {
      return {
        status: 'degraded',
        summary: `Cannot get quota in ${queueing.queue}`,
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
  return suspended
    ? { status: 'suspended', summary: 'Suspended', reasons: [] }
    : undefined;
}
