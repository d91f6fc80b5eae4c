import { InvalidChangeError } from './errors';

const MAX_LENGTH = 200;
/** git check-ref-format(1), rules 4, 5, 8 and 10. */
const FORBIDDEN = /[\s~^:?*[\\]|@\{|\.\.|\p{Surrogate}/u;

/**
 * Throws InvalidChangeError unless git accepts the name for a branch: the
 * rules of `git check-ref-format --branch`.
 */
export function validateBranch(branch: string): void {
  const segments = branch.split('/');
  const legal =
    branch.length <= MAX_LENGTH &&
    branch !== '@' &&
    branch !== 'HEAD' &&
    !branch.startsWith('-') &&
    !branch.endsWith('.') &&
    !FORBIDDEN.test(branch) &&
    [...branch].every(char => char > ' ' && char !== '\x7f') &&
    segments.every(
      segment =>
        segment !== '' &&
        !segment.startsWith('.') &&
        !segment.endsWith('.lock'),
    );
  if (!legal) {
    throw new InvalidChangeError(
      `${JSON.stringify(branch)} is not a legal branch name`,
    );
  }
}
