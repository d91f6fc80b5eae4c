import { GitAnswer, lastLine } from './Git';

/** What the server said to a push. */
export type PushAnswer =
  | { answer: 'accepted' }
  | { answer: 'refused'; words: string }
  /** The connection or git itself failed: the push may have landed or not. */
  | { answer: 'none'; words: string };

/**
 * Reads what `git push --porcelain` of a single ref printed: a line that
 * begins with `!` is git's sign for a ref that was rejected.
 */
export function readPushAnswer({
  code,
  stdout,
  stderr,
}: GitAnswer): PushAnswer {
  if (code === 0) {
    return { answer: 'accepted' };
  }
  const rejection = stdout
    .toString('utf8')
    .split('\n')
    .find(line => line.startsWith('!'));
  if (rejection === undefined) {
    return { answer: 'none', words: lastLine(stderr) };
  }
  const remarks = stderr
    .split('\n')
    .filter(line => line.startsWith('remote:'))
    .map(line => line.slice('remote:'.length).trim());
  const summary = rejection.split('\t').slice(2).join(' ').trim();
  return {
    answer: 'refused',
    words: [...remarks, summary].filter(Boolean).join('\n'),
  };
}
