import { ReflectorStatus } from '@callboard/kube-reflector';
import { SourceStatus } from '@callboard/plugin-ml-platform-common';

/** One kind of a cluster and how following it stands. */
export interface KindStatus {
  kind: string;
  status: ReflectorStatus;
}

function toIso(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : new Date(ms).toISOString();
}

function isDenied({ status }: KindStatus): boolean {
  return status.state === 'denied';
}

/**
 * One status for a cluster, from the kinds that an answer is built from. A
 * kind that the cluster does not serve does not count; one that may not be
 * read is named and leaves the others live. Of kinds that only help to
 * explain, such as events, nothing but that counts.
 */
export function describeSource(
  cluster: string,
  kinds: readonly KindStatus[],
  helpful: readonly KindStatus[] = [],
): SourceStatus {
  const served = kinds.filter(({ status }) => status.state !== 'absent');
  const base = { kind: 'kubernetes' as const, name: cluster };
  const denied = served.filter(isDenied);
  const named = [...denied, ...helpful.filter(isDenied)];
  const failing = served.filter(
    ({ status }) => status.state === 'stale' || status.state === 'syncing',
  );
  const deniedText =
    named.length > 0
      ? `The portal's account may not read ${named
          .map(({ kind }) => kind)
          .join(', ')}.`
      : undefined;
  if (
    failing.length > 0 ||
    (served.length > 0 && denied.length === served.length)
  ) {
    // The oldest confirmation counts: a figure is as old as its oldest part.
    const seen = failing.map(({ status }) => status.observedAt);
    const wasRead = seen.length > 0 && seen.every(at => at !== undefined);
    const observedAt = wasRead
      ? toIso(Math.min(...seen.map(at => at ?? 0)))
      : undefined;
    const error =
      failing.map(({ status }) => status.error).find(Boolean) ??
      deniedText ??
      'Not read yet.';
    return {
      ...base,
      state: wasRead ? 'stale' : 'unavailable',
      error,
      ...(observedAt && { observedAt }),
    };
  }
  const times = served.flatMap(({ status }) => status.observedAt ?? []);
  return {
    ...base,
    state: 'live',
    // All kinds come from one server; the newest word shows that it answers.
    observedAt: toIso(times.length > 0 ? Math.max(...times) : undefined),
    ...(deniedText && { error: deniedText }),
  };
}
