import { Reason, ReasonLayer } from '@callboard/plugin-ml-platform-common';

const HEADLINES: Record<ReasonLayer, string> = {
  quota: 'Cannot get quota',
  queue: 'Waits in its queue',
  scheduling: 'No node fits',
  image: 'Image cannot be pulled',
  container: 'A container does not run',
  application: 'The application failed',
  controller: 'The operator reports a problem',
  delivery: 'Not delivered',
  source: 'Cannot be read',
};

/** A few words for a verdict, from the reason that blocks first. */
export function headline(
  reasons: readonly Reason[],
  otherwise: string,
): string {
  return reasons.length > 0 ? HEADLINES[reasons[0].layer] : otherwise;
}
