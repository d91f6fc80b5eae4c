import { createHash } from 'node:crypto';

/** A hash of everything that an answer says. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

/**
 * A hash of what an answer says, ages left out: two answers that differ only
 * in when they were observed have the same one.
 */
export function etagOf(body: unknown): string {
  return digestOf(
    JSON.stringify(body, (key, value: unknown) =>
      key === 'observedAt' ? undefined : value,
    ),
  );
}
