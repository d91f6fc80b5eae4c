/**
 * Reads of fields of objects that other programs wrote. What does not have
 * the expected type reads as absent: an upstream that changes a field must
 * never break the watch.
 */

/** A JSON object, or an empty one. */
export function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** A JSON array of objects; other entries are left out. */
export function asRecords(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value)
    ? value.filter(
        entry =>
          typeof entry === 'object' && entry !== null && !Array.isArray(entry),
      )
    : [];
}

/** A non-empty string. */
export function asString(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A finite number. */
export function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value)
    ? value
    : undefined;
}

/** A map of strings; other values are left out; absent when empty. */
export function asStringMap(
  value: unknown,
  keep: (key: string) => boolean = () => true,
): Record<string, string> | undefined {
  const entries = Object.entries(asRecord(value)).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && keep(entry[0]),
  );
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/**
 * A whole number from a Kubernetes quantity of an extended resource, which
 * the API server keeps as an integer, sometimes with a `k`.
 */
export function asCount(value: unknown): number {
  const parsed =
    typeof value === 'string'
      ? /^(\d+)(k?)$/.exec(value)
      : /^(\d+)()$/.exec(String(asNumber(value) ?? ''));
  return parsed ? Number(parsed[1]) * (parsed[2] ? 1000 : 1) : 0;
}
