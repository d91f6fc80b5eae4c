import { Workload } from '@callboard/plugin-ml-platform-common';
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

/** Extended resources that its pods ask for: resource name to count. */
export function acceleratorsOf(workload: Workload): [string, number][] {
  const sum = new Map<string, number>();
  for (const { accelerators } of workload.groups.flatMap(g => g.pods)) {
    for (const [resource, count] of Object.entries(accelerators)) {
      sum.set(resource, (sum.get(resource) ?? 0) + count);
    }
  }
  return [...sum].sort(([a], [b]) => a.localeCompare(b));
}

/** Anchor of a workload's panel on the tab. */
export function anchorOf(workload: Workload): string {
  return `ml-${workload.uid}`;
}

/** First seven of a Git commit, as Git itself shortens it. */
export function shortRevision(revision: string): string {
  return /^[0-9a-f]{40}/.test(revision) ? revision.slice(0, 7) : revision;
}
