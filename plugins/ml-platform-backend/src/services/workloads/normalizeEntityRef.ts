import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

/**
 * An entity ref in its one normal form, so that refs compare as strings. What
 * is no full ref is returned as it is, and equals no entity's.
 */
export function normalizeEntityRef(
  value: string | undefined,
): string | undefined {
  if (!value) {
    return undefined;
  }
  try {
    return stringifyEntityRef(parseEntityRef(value));
  } catch {
    return value;
  }
}
