import { ConflictingPath } from './errors';
import { Mirror } from './git/Mirror';

/** Who last touched each path, for a conflict's message. */
export async function findAuthors(
  mirror: Mirror,
  tip: string,
  paths: string[],
  signal?: AbortSignal,
): Promise<ConflictingPath[]> {
  const found: ConflictingPath[] = [];
  for (const path of paths) {
    const { stdout } = await mirror.query(
      ['log', '-1', '--format=%H%n%an', tip, '--', path],
      { signal },
    );
    const [theirCommit, theirAuthor] = stdout.toString('utf8').split('\n');
    found.push(theirCommit ? { path, theirCommit, theirAuthor } : { path });
  }
  return found;
}
