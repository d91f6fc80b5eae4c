import { HealthStatus, Workload } from '@callboard/plugin-ml-platform-common';
import { resourceName } from '../accelerators/holdingFacts';
import { bySeverity, requestedBy } from '../workloads/workloadFacts';

/** A part of the board: what needs a person first, what is over last. */
export type ActId =
  | 'attention'
  | 'queued'
  | 'progressing'
  | 'running'
  | 'stopped'
  | 'completed';

export const ACTS: readonly {
  id: ActId;
  /** The status that lends the act its colour and shape. */
  look: HealthStatus;
  statuses: readonly HealthStatus[];
}[] = [
  {
    id: 'attention',
    look: 'degraded',
    statuses: ['failed', 'degraded', 'missing', 'unknown'],
  },
  { id: 'queued', look: 'queued', statuses: ['queued'] },
  { id: 'progressing', look: 'progressing', statuses: ['progressing'] },
  { id: 'running', look: 'healthy', statuses: ['healthy'] },
  { id: 'stopped', look: 'suspended', statuses: ['suspended', 'stopped'] },
  { id: 'completed', look: 'completed', statuses: ['completed'] },
];

/** The act of a status; one that this version does not know wants attention. */
export function actOf(status: HealthStatus): ActId {
  return ACTS.find(act => act.statuses.includes(status))?.id ?? 'attention';
}

export function isActId(value: string | null): value is ActId {
  return ACTS.some(({ id }) => id === value);
}

/** The workloads of each act, worst and newest first. */
export function byAct(workloads: Workload[]): Map<ActId, Workload[]> {
  const acts = new Map<ActId, Workload[]>(ACTS.map(({ id }) => [id, []]));
  for (const workload of [...workloads].sort(bySeverity)) {
    acts.get(actOf(workload.verdict.status))?.push(workload);
  }
  return acts;
}

/** Whether every word of the query is somewhere in what the row shows. */
export function matches(workload: Workload, query: string): boolean {
  const { name, kind, namespace, cluster, verdict } = workload;
  const text = [
    name,
    kind,
    namespace,
    cluster,
    workload.owner,
    workload.queue,
    workload.entityRef,
    verdict.status,
    verdict.summary,
    ...verdict.reasons.map(reason => `${reason.code} ${reason.message}`),
    ...requestedBy(workload).flatMap(([resource]) => [
      resource,
      resourceName(resource),
    ]),
  ]
    .join(' ')
    .toLocaleLowerCase('en-US');
  return query
    .toLocaleLowerCase('en-US')
    .split(/\s+/)
    .every(word => text.includes(word));
}
