import { RayClusterSpec } from './types';

/** Facts of a Ray cluster worth a row; those that are not known are left out. */
export function rayDetails(
  spec: RayClusterSpec | undefined,
  rows: Record<string, string | undefined> = {},
): { label: string; value: string }[] {
  return Object.entries({
    ...rows,
    'Ray version': spec?.rayVersion,
    Image: spec?.image,
    Autoscaling: spec?.autoscaling ? 'on' : undefined,
  }).flatMap(([label, value]) => (value ? [{ label, value }] : []));
}
