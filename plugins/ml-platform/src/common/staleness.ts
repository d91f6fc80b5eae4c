import { SourceStatus } from '@callboard/plugin-ml-platform-common';

/**
 * The source of that name when what it says is not current; undefined when it
 * is live or did not take part.
 */
export function staleSource(
  sources: SourceStatus[],
  kind: SourceStatus['kind'],
  name: string,
): SourceStatus | undefined {
  return sources.find(
    source =>
      source.kind === kind && source.name === name && source.state !== 'live',
  );
}
