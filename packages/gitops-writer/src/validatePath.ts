import { InvalidChangeError } from './errors';

const MAX_LENGTH = 1024;
/** Names that a file system may take for `.git`, case aside. */
const GIT_DIRECTORY = /^(\.git|git~\d+)$/i;
/** What file systems ignore in a name, as in `.g\u200cit`, or cannot hold. */
const IGNORABLE =
  /[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\p{Surrogate}]/u;

/**
 * Throws InvalidChangeError unless the path is one that every checkout on
 * every system keeps inside the repository, under that very name.
 */
export function validatePath(path: string): void {
  const fault = pathFault(path);
  if (fault) {
    throw new InvalidChangeError(`Path ${JSON.stringify(path)} ${fault}`, path);
  }
}

function pathFault(path: string): string | undefined {
  if (path === '') {
    return 'is empty';
  }
  if (Buffer.byteLength(path) > MAX_LENGTH) {
    return `is longer than ${MAX_LENGTH} bytes`;
  }
  if (path.startsWith('/')) {
    return 'is absolute: start it at the root of the repository';
  }
  if (path.includes('\\')) {
    return 'has a backslash: separate directories by /';
  }
  // eslint's no-control-regex rightly dislikes these in a regular expression.
  if ([...path].some(char => char < ' ' || char === '\x7f')) {
    return 'has a control character';
  }
  if (IGNORABLE.test(path)) {
    return 'has an invisible or broken character';
  }
  for (const segment of path.split('/')) {
    if (segment === '') {
      return 'has an empty segment';
    }
    if (segment === '.' || segment === '..') {
      return `has a segment ${segment}`;
    }
    if (GIT_DIRECTORY.test(segment.replace(/[. ]+$/, ''))) {
      return "names git's own directory";
    }
    if (/^\s|[\s.]$/.test(segment)) {
      return `has a segment that begins or ends with a space, or ends with a dot`;
    }
    if (segment.includes(':')) {
      return 'has a colon, which Windows takes for a stream or drive';
    }
  }
  return undefined;
}
