import {
  HealthStatus,
  SourceStatus,
  Verdict,
} from '@callboard/plugin-ml-platform-common';

/** Whether work has come to its end, one way or another. */
export function hasEnded(status: HealthStatus): boolean {
  return ['completed', 'failed', 'stopped'].includes(status);
}

/**
 * The verdict of a workload whose cluster cannot be read now: unknown, with
 * the last known state in words. What had ended for good stays as it was.
 */
export function asLastKnown(verdict: Verdict, source: SourceStatus): Verdict {
  if (hasEnded(verdict.status)) {
    return verdict;
  }
  const since = source.observedAt?.slice(11, 16);
  const why =
    source.state === 'live'
      ? `cluster ${source.name} may not be read in full`
      : `cluster ${source.name} not reachable${
          since ? ` since ${since} UTC` : ''
        }`;
  return {
    ...verdict,
    status: 'unknown',
    summary: `Unknown: ${why}; was ${verdict.summary}`,
    reasons: [
      ...verdict.reasons,
      {
        layer: 'source',
        code: source.state === 'live' ? 'ReadDenied' : 'ClusterNotReachable',
        message: `Cluster ${source.name} cannot be read: ${
          source.error ?? 'no reason known'
        }`,
        fix: 'What is shown is the last known state. Ask who runs the cluster.',
      },
    ],
    observedAt: source.observedAt ?? verdict.observedAt,
  };
}
