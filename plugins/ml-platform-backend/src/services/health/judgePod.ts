import { Reason, WorkloadPod } from '@callboard/plugin-ml-platform-common';
import { countDevices } from '../accelerators/countDevices';
import { StoredPod } from '../clusters/podTypes';
import { explainContainer } from './explainContainer';
import { explainScheduling } from './explainScheduling';
import { findCondition, isTrue } from './conditions';

/** A pod's cell in the grid, and why it does not run. */
export interface PodJudgement {
  view: WorkloadPod;
  /** Empty when nothing is wrong. */
  reasons: Reason[];
}

function podReasons(pod: StoredPod): Reason[] {
  const scheduled = findCondition(pod.conditions, 'PodScheduled');
  if (pod.phase === 'Pending' && scheduled?.status === 'False') {
    return [explainScheduling(pod, scheduled)];
  }
  const statuses = [...pod.initContainerStatuses, ...pod.containerStatuses];
  const reasons = statuses.flatMap(status => explainContainer(pod, status));
  if (pod.phase === 'Failed' && reasons.length === 0) {
    reasons.push({
      layer: 'container',
      code: pod.reason ?? 'PodFailed',
      message: pod.message ?? `Pod ${pod.metadata.name} failed.`,
      fix:
        pod.reason === 'Evicted'
          ? 'Ask for the memory or disk that it really needs, or run it on a larger node.'
          : 'Look at its events and its last log lines.',
      object: `Pod/${pod.metadata.name}`,
    });
  }
  return reasons;
}

function podState(pod: StoredPod, blocked: boolean): WorkloadPod['state'] {
  if (pod.phase === 'Succeeded') {
    return 'succeeded';
  }
  // A node that stopped reporting leaves its pods in phase Unknown.
  if (pod.phase === 'Failed' || pod.phase === 'Unknown') {
    return 'failed';
  }
  if (pod.metadata.deletionTimestamp) {
    return 'terminating';
  }
  if (pod.phase === 'Running' && isTrue(pod.conditions, 'Ready')) {
    return 'running';
  }
  if (!pod.nodeName) {
    return 'pending';
  }
  return blocked ? 'failed' : 'starting';
}

/**
 * Judges one pod by its phase, conditions and container states, as the
 * scheduler and the kubelet write them. Pure.
 */
export function judgePod(pod: StoredPod): PodJudgement {
  const finished = pod.phase === 'Succeeded';
  const reasons =
    finished || pod.metadata.deletionTimestamp ? [] : podReasons(pod);
  const first = reasons[0];
  return {
    reasons,
    view: {
      name: pod.metadata.name,
      uid: pod.metadata.uid,
      state: podState(pod, reasons.length > 0),
      reason: first?.code ?? pod.reason,
      message: first?.message ?? pod.message,
      node: pod.nodeName,
      restarts: pod.containerStatuses.reduce(
        (sum, status) => sum + status.restarts,
        0,
      ),
      startedAt: pod.startTime,
      accelerators: countDevices(pod),
    },
  };
}
