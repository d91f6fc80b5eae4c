import { Reason } from '@callboard/plugin-ml-platform-common';
import { StoredKueueWorkload, StoredQueue } from '../clusters/projectKueue';
import { findCondition, isTrue } from './conditions';
import { describeDevices } from './describeDevices';
import { describeQuota } from './describeQuota';
import { parseQuotaMessage } from './parseQuotaMessage';

/** Label that hands an object to Kueue; its value is the local queue. */
export const LABEL_KUEUE_QUEUE = 'kueue.x-k8s.io/queue-name';

/** What Kueue says about a workload. */
export interface Queueing {
  queue: string;
  admitted: boolean;
  /** Waiting alone will not get it admitted. */
  blocked?: boolean;
  reasons: Reason[];
}

/** What is known of the queue around a waiting workload. */
export interface QueueContext {
  localQueue?: StoredQueue;
  clusterQueue?: StoredQueue;
  /** Waiting workloads that Kueue will try first; absent when unreadable. */
  ahead?: number;
}

/** Refusals that waiting does not end. */
const QUOTA_FIXES: Record<string, string> = {
  ExceedsMaxQuota:
    'Ask for less, or have the quota of the queue raised: it can never fit as it is.',
  NoMatchingFlavor:
    'Choose another accelerator type, or have a matching flavor added to the queue.',
  Misconfigured: 'Have the queue or the workload corrected: see the message.',
};

const EVICTIONS: Record<string, string> = {
  Preempted: 'It was preempted by a workload with more right to the quota.',
  PodsReadyTimeout:
    'Its pods were not ready in time, so it gave its quota back.',
  AdmissionCheck: 'An admission check took its quota back.',
  ClusterQueueStopped: 'Its cluster queue was stopped.',
  LocalQueueStopped: 'Its local queue was stopped.',
  NodeFailures: 'Nodes that it ran on failed.',
  Deactivated: 'It was deactivated.',
};

function stoppedQueue(context: QueueContext): Reason | undefined {
  for (const queue of [context.localQueue, context.clusterQueue]) {
    const active = queue && findCondition(queue.conditions, 'Active');
    if (queue && active?.status === 'False') {
      return {
        layer: 'queue',
        code: active.reason ?? 'QueueInactive',
        message: `${queue.kind} ${
          queue.metadata.name
        } does not admit anything: ${
          active.message ?? active.reason ?? 'it is not active'
        }`,
        fix: 'Ask who runs the platform to start the queue, or choose another.',
        object: `${queue.kind}/${queue.metadata.name}`,
      };
    }
  }
  return undefined;
}

/** Why no quota is reserved for it. */
function explainWaiting(
  workload: StoredKueueWorkload,
  context: QueueContext,
): { blocked: boolean; reasons: Reason[] } {
  const { conditions, metadata } = workload;
  const queue = workload.queueName ?? 'unnamed';
  const object = `Workload/${metadata.name}`;
  const reserved = findCondition(conditions, 'QuotaReserved');
  const raw = reserved?.message;
  const refusal = raw ? parseQuotaMessage(raw) : undefined;
  const stated = reserved?.reason ?? 'Pending';
  // Kueue before 0.20 says Pending for whatever keeps it waiting.
  const code = stated === 'Pending' ? refusal?.code ?? stated : stated;
  const quotaFix = QUOTA_FIXES[code];
  const noQueue = /(?:LocalQueue|ClusterQueue) \S+ doesn't exist/.test(
    raw ?? '',
  );
  const devices = describeDevices(workload.devices);
  const words = refusal && describeQuota(refusal, context.clusterQueue);
  const waits = `Waits for ${devices ?? 'quota'} in queue ${queue}`;
  const position =
    quotaFix || noQueue || context.ahead === undefined
      ? ''
      : `, position ${context.ahead + 1}`;
  const reason: Reason = {
    layer: quotaFix ? 'quota' : 'queue',
    code,
    message: words
      ? `${waits}: ${words}${position}`
      : `${waits}${position}${raw ? `: ${raw}` : '.'}`,
    fix:
      quotaFix ??
      (code === 'Inadmissible'
        ? 'Correct what the message names; it is not admitted as it is.'
        : 'Wait, ask for fewer devices, or choose a queue with free quota.'),
    object,
  };
  return {
    blocked: quotaFix !== undefined || noQueue,
    reasons:
      words && raw
        ? [
            reason,
            { ...reason, code: 'KueueMessage', message: raw, fix: undefined },
          ]
        : [reason],
  };
}

/**
 * Reads admission from a Kueue Workload's conditions (`kueue.x-k8s.io`
 * v1beta1 and v1beta2: QuotaReserved, Admitted, Evicted, admissionChecks).
 * Reasons that Kueue adds later fall through to its own message. Pure.
 */
export function judgeQueueing(
  workload: StoredKueueWorkload,
  context: QueueContext = {},
): Queueing {
  const queue = workload.queueName ?? 'unnamed';
  const object = `Workload/${workload.metadata.name}`;
  const { conditions } = workload;
  if (isTrue(conditions, 'Admitted') || isTrue(conditions, 'Finished')) {
    return { queue, admitted: true, reasons: [] };
  }
  const reasons: Reason[] = [];
  const rejected = workload.admissionChecks.find(
    check => check.state === 'Rejected',
  );
  if (rejected) {
    reasons.push({
      layer: 'quota',
      code: 'AdmissionCheckRejected',
      message: `Admission check ${rejected.name} refused it: ${
        rejected.message ?? 'no message'
      }`,
      fix: 'Correct what the check names and submit it anew.',
      object,
    });
  }
  const reserved = findCondition(conditions, 'QuotaReserved');
  let blocked = rejected !== undefined;
  if (reserved?.status === 'True') {
    const waiting = workload.admissionChecks.filter(
      check => check.state !== 'Ready' && check.state !== 'Rejected',
    );
    reasons.push({
      layer: 'queue',
      code: 'AdmissionCheckPending',
      message: waiting.length
        ? `Holds quota and waits for ${waiting.map(c => c.name).join(', ')}.`
        : 'Holds quota and is about to be admitted.',
      fix: 'Wait; if it takes long, look at the admission checks of the cluster queue.',
      object,
    });
  } else {
    const waiting = explainWaiting(workload, context);
    blocked ||= waiting.blocked;
    reasons.push(...waiting.reasons);
  }
  const evicted = findCondition(conditions, 'Evicted');
  if (evicted?.status === 'True') {
    const code = evicted.reason ?? 'Evicted';
    reasons.push({
      layer: 'queue',
      code,
      message:
        evicted.message ?? EVICTIONS[code] ?? 'It was evicted from its queue.',
      fix: 'It starts again by itself once it is admitted; make sure that it saves checkpoints.',
      object,
    });
  }
  const stopped = stoppedQueue(context);
  return {
    queue,
    admitted: false,
    blocked,
    reasons: stopped ? [stopped, ...reasons] : reasons,
  };
}
