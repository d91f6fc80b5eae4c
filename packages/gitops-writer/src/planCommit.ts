import { composeCommit, parseParent } from './composeCommit';
import { GitOpsConflictError, InvalidChangeError } from './errors';
import { findAuthors } from './findAuthors';
import { Mirror } from './git/Mirror';
import { GitObject, makeObject } from './git/objects';
import { TreeEditor } from './git/TreeEditor';
import { Change, FileChange } from './types';
import { validateSize } from './validateChange';

/** Hash of what each path of the change held, undefined for nothing. */
export type Observation = Map<string, string | undefined>;

export interface CommitPlan {
  /** Absent when the branch holds the very same content already. */
  commit?: string;
  objects: GitObject[];
  paths: string[];
  observed: Observation;
}

/**
 * What a change comes to on top of a tip. Writes nothing.
 *
 * `before` is what the paths held when the call first looked: a path that
 * holds something else now was changed by somebody in the meantime.
 * Throws GitOpsConflictError and InvalidChangeError.
 */
export async function planCommit(options: {
  mirror: Mirror;
  change: Change;
  tip: string;
  committer: { name: string; email: string };
  before?: Observation;
  signal?: AbortSignal;
}): Promise<CommitPlan> {
  const { mirror, change, tip, signal } = options;
  const observed: Observation = new Map();
  const current = await readEdited(options);

  return await mirror.read(async reader => {
    const parent = parseParent(tip, await reader.require(tip));
    const editor = await TreeEditor.open(reader, parent.tree);
    const objects: GitObject[] = [];
    const paths: string[] = [];
    const conflicts: string[] = [];

    // Deletes come first: a path may become a directory, or change its case.
    const deletesFirst = [...change.files].sort(
      (a, b) => Number('delete' in b) - Number('delete' in a),
    );
    for (const file of deletesFirst) {
      const { path } = file;
      const had = (await editor.file(path))?.oid;
      observed.set(path, had);
      const blob = wantedBlob(file, current);
      if (blob?.oid === had) {
        continue;
      }
      if (conflictsWith(options, file, had)) {
        conflicts.push(path);
      } else if (blob) {
        await editor.write(path, blob.oid);
        objects.push(blob);
      } else {
        await editor.remove(path);
      }
      paths.push(path);
    }

    if (conflicts.length > 0) {
      throw new GitOpsConflictError(
        change.branch,
        await findAuthors(mirror, tip, conflicts, signal),
      );
    }
    if (paths.length === 0) {
      return { objects: [], paths, observed };
    }
    const { tree, objects: trees } = editor.finish();
    const commit = composeCommit(change, parent, tree, options.committer);
    return {
      commit: commit.oid,
      objects: [...objects, ...trees, commit],
      paths,
      observed,
    };
  }, signal);
}

function conflictsWith(
  { change, before }: { change: Change; before?: Observation },
  file: FileChange,
  had: string | undefined,
): boolean {
  if ('edit' in file) {
    return false;
  }
  const forbidden =
    change.mode === 'create' && 'content' in file && had !== undefined;
  return forbidden || (before !== undefined && before.get(file.path) !== had);
}

/** The file as it shall be; undefined when it shall not be. */
function wantedBlob(
  file: FileChange,
  current: Map<string, string>,
): GitObject | undefined {
  if ('delete' in file) {
    return undefined;
  }
  const content =
    'edit' in file ? file.edit(current.get(file.path)) : file.content;
  const body = Buffer.from(content as Uint8Array);
  validateSize(file.path, body.length);
  return makeObject('blob', body);
}

/** Current text of the files that the change edits. */
async function readEdited(options: {
  mirror: Mirror;
  change: Change;
  tip: string;
  signal?: AbortSignal;
}): Promise<Map<string, string>> {
  const { mirror, change, tip, signal } = options;
  const edits = change.files.filter(file => 'edit' in file);
  const texts = new Map<string, string>();
  if (edits.length === 0) {
    return texts;
  }
  const oids = await mirror.read(async reader => {
    const { tree } = parseParent(tip, await reader.require(tip));
    const editor = await TreeEditor.open(reader, tree);
    const found = new Map<string, string>();
    for (const { path } of edits) {
      const entry = await editor.file(path);
      if (entry) {
        found.set(path, entry.oid);
      }
    }
    return found;
  }, signal);
  const blobs = await mirror.readBlobs([...oids.values()], signal);
  for (const [path, oid] of oids) {
    texts.set(path, decode(path, blobs.get(oid)!));
  }
  return texts;
}

function decode(path: string, body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      body,
    );
  } catch (error) {
    throw new InvalidChangeError(`${path} is not UTF-8 text`, path);
  }
}
