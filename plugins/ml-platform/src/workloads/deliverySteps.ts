import {
  Delivery,
  HealthStatus,
  Workload,
} from '@callboard/plugin-ml-platform-common';
import { shortRevision } from './workloadFacts';

export type StepState = 'done' | 'active' | 'waiting' | 'problem' | 'unknown';

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

/** The last step says what the verdict says. */
const RUN_STATE: Record<HealthStatus, StepState> = {
  healthy: 'done',
  completed: 'done',
  progressing: 'active',
  queued: 'active',
  suspended: 'waiting',
  stopped: 'waiting',
  missing: 'problem',
  degraded: 'problem',
  failed: 'problem',
  unknown: 'unknown',
};

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
      state: RUN_STATE[verdict.status] ?? 'unknown',
      health: verdict.status,
      at: startedAt,
    },
  ];
}
