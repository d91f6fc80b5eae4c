import {
  HealthStatus,
  Workload,
  WorkloadGroup,
} from '@callboard/plugin-ml-platform-common';
import { resourceName } from '../accelerators/holdingFacts';
import { statusLook } from '../common/tone';

/** Worst first, then the newest. */
export function bySeverity(a: Workload, b: Workload): number {
  return (
    statusLook(a.verdict.status).rank - statusLook(b.verdict.status).rank ||
    b.createdAt.localeCompare(a.createdAt)
  );
}

/** The moment that matters for a status, and the words to put before it. */
export function sinceWhen(workload: Workload): {
  key: 'since.waiting' | 'since.up' | 'since.ended' | 'since.created';
  at: string;
  bare: boolean;
} {
  const { createdAt, startedAt, finishedAt, verdict } = workload;
  if (finishedAt) {
    return { key: 'since.ended', at: finishedAt, bare: false };
  }
  if (verdict.status === 'queued') {
    return { key: 'since.waiting', at: createdAt, bare: true };
  }
  return startedAt
    ? { key: 'since.up', at: startedAt, bare: true }
    : { key: 'since.created', at: createdAt, bare: false };
}

const OVER: readonly HealthStatus[] = ['completed', 'failed', 'stopped'];

/** Whether it has run its course: what is gone is not missing. */
export function hasEnded({ verdict, finishedAt }: Workload): boolean {
  return finishedAt !== undefined || OVER.includes(verdict.status);
}

/** How long it ran, ms; undefined while it runs and when nobody noted. */
export function ranForMs(workload: Workload): number | undefined {
  const { startedAt, finishedAt } = workload;
  const ms = Date.parse(finishedAt ?? '') - Date.parse(startedAt ?? '');
  return ms >= 0 ? ms : undefined;
}

/** The groups that have or want pods, or may get some as load grows. */
export function liveGroups(workload: Workload): WorkloadGroup[] {
  const ended = hasEnded(workload);
  return workload.groups.filter(
    ({ desired, pods, max }) =>
      desired > 0 || (!ended && (pods.length > 0 || (max ?? 0) > 0)),
  );
}

/** Who it belongs to, in a word: `team-vision` of `group:default/team-vision`. */
export function teamOf({ owner, namespace }: Workload): string {
  return owner ? owner.replace(/^.*[:/]/, '') : namespace;
}

/** Extended resources that it asks for, also while it waits and has no pods. */
export function requestedBy(workload: Workload): [string, number][] {
  if (workload.requested) {
    return byResource(Object.entries(workload.requested));
  }
  return hasEnded(workload) ? [] : acceleratorsOf(workload);
}

/** Whether what it asks for is not its own yet. */
export function waitsForDevices(workload: Workload): boolean {
  return (
    workload.verdict.status === 'queued' ||
    workload.groups.every(({ pods }) => pods.length === 0)
  );
}

/** `8 × NVIDIA GPU`. */
export function deviceCount([resource, count]: [string, number]): string {
  return `${count} × ${resourceName(resource)}`;
}

function byResource(counts: Iterable<[string, number]>): [string, number][] {
  return [...counts]
    .filter(([, count]) => count > 0)
    .sort(([a], [b]) => a.localeCompare(b));
}

/** Extended resources that its pods ask for: resource name to count. */
function acceleratorsOf(workload: Workload): [string, number][] {
  const sum = new Map<string, number>();
  for (const { accelerators } of workload.groups.flatMap(g => g.pods)) {
    for (const [resource, count] of Object.entries(accelerators)) {
      sum.set(resource, (sum.get(resource) ?? 0) + count);
    }
  }
  return byResource(sum);
}

/** Anchor of a workload's panel on the tab. */
export function anchorOf(workload: Workload): string {
  return `ml-${workload.uid}`;
}

/** First seven of a Git commit, as Git itself shortens it. */
export function shortRevision(revision: string): string {
  return /^[0-9a-f]{40}/.test(revision) ? revision.slice(0, 7) : revision;
}
