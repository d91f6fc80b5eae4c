import { createHash } from 'node:crypto';
import { CHANGE_TRAILER } from './ChangeIndex';
import { GitObject, makeObject } from './git/objects';
import { Change } from './types';

/** What a new commit takes from the one that it stands on. */
export interface Parent {
  commit: string;
  tree: string;
  /** Committer's date, Unix seconds. */
  date: number;
}

export function parseParent(commit: string, body: Buffer): Parent {
  const [header] = body.toString('utf8').split('\n\n', 1);
  const tree = /^tree ([0-9a-f]+)$/m.exec(header)?.[1] ?? '';
  const date = /^committer .*> (\d+) [+-]\d{4}$/m.exec(header)?.[1];
  return { commit, tree, date: Number(date ?? 0) };
}

/**
 * The commit object. It depends on nothing but its arguments, so that
 * whoever commits the same change on the same parent makes the same commit.
 */
export function composeCommit(
  change: Change,
  parent: Parent,
  tree: string,
  committer: { name: string; email: string },
): GitObject {
  const asked = change.date ? Math.floor(Date.parse(change.date) / 1000) : 0;
  const date = `${Math.max(asked, parent.date + 1)} +0000`;
  const trailers = {
    ...change.trailers,
    [CHANGE_TRAILER]: change.id,
    'Callboard-Content': contentHash(change),
  };
  const text = [
    `tree ${tree}`,
    `parent ${parent.commit}`,
    `author ${change.author.name} <${change.author.email}> ${date}`,
    `committer ${committer.name} <${committer.email}> ${date}`,
    '',
    change.message.replace(/\r\n?/g, '\n').trimEnd(),
    '',
    ...Object.entries(trailers).map(([key, value]) => `${key}: ${value}`),
    '',
  ].join('\n');
  return makeObject('commit', Buffer.from(text, 'utf8'));
}

/**
 * SHA-256 of what was asked for. An edit counts by its path alone: what it
 * makes depends on the branch.
 */
function contentHash(change: Change): string {
  const hash = createHash('sha256').update(`${change.mode}\0`);
  const files = [...change.files].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const file of files) {
    hash.update(`${file.path}\0`);
    if ('content' in file) {
      hash.update(`write ${Buffer.byteLength(file.content)}\0`);
      hash.update(file.content);
    } else {
      hash.update('delete' in file ? 'delete\0' : 'edit\0');
    }
  }
  return hash.digest('hex');
}
