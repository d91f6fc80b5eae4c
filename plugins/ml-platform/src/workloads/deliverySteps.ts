import {
  Delivery,
  HealthStatus,
  Workload,
} from '@callboard/plugin-ml-platform-common';
import { shortRevision } from './workloadFacts';

export type StepState = 'done' | 'waiting' | 'problem' | 'unknown';

/** A station of the way from Git to running. */
export interface DeliveryStep {
  id: 'git' | 'sync' | 'applied' | 'running';
  state: StepState;
  /** A name or a commit. */
  code?: string;
  sync?: Delivery['sync'];
  health?: HealthStatus;
  detail?: string;
  /** ISO 8601. */
  at?: string;
}

const SYNC_STATE = {
  synced: 'done',
  'out-of-sync': 'problem',
  unknown: 'unknown',
} as const;

/**
 * How far a workload has come. Without a GitOps tool that claims it, the way
 * starts at the cluster.
 */
export function deliverySteps(workload: Workload): DeliveryStep[] {
  const { delivery, createdAt, startedAt, verdict } = workload;
  const gitOps: DeliveryStep[] = delivery
    ? [
        {
          id: 'git',
          state: delivery.revision ? 'done' : 'unknown',
          code: delivery.revision && shortRevision(delivery.revision),
        },
        {
          id: 'sync',
          state: SYNC_STATE[delivery.sync] ?? 'unknown',
          code: delivery.name,
          sync: delivery.sync,
          detail: delivery.message,
          at: delivery.syncedAt,
        },
      ]
    : [];
  const missing = verdict.status === 'missing';
  return [
    ...gitOps,
    {
      id: 'applied',
      state: missing ? 'problem' : 'done',
      at: missing ? undefined : createdAt,
    },
    {
      id: 'running',
      state: runState(workload),
      health: verdict.status,
      at: startedAt,
    },
  ];
}

function runState({ verdict, startedAt }: Workload): StepState {
  if (verdict.status === 'unknown') {
    return 'unknown';
  }
  if (verdict.status === 'failed' || verdict.status === 'degraded') {
    return 'problem';
  }
  return startedAt ? 'done' : 'waiting';
}
