/**
 * Something to know before a manifest lands. `error` stops the emit.
 *
 * @public
 */
export interface Finding {
  /** Stable name of the check, such as `QueueMissing`. */
  code: string;
  severity: 'error' | 'warning' | 'info';
  /** Input field that it is about, dotted: `workers.memory`. */
  path: string;
  /** What is wrong, in one sentence without a full stop. */
  message: string;
  /** What to do about it, in one sentence without a full stop. */
  fix: string;
}

/**
 * One line for a person: `workers.memory: "16 GB" is not a quantity. Fix: …`
 *
 * @public
 */
export function formatFinding(finding: Finding): string {
  const { path, message, fix } = finding;
  return `${path}: ${message}. Fix: ${fix}`;
}
