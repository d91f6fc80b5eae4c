import { InvalidChangeError } from '../errors';
import {
  FILE_MODE,
  fromTreeName,
  GitObject,
  makeTree,
  parseTree,
  toTreeName,
  TreeEntry,
  TREE_MODE,
} from './objects';
import { ObjectReader } from './ObjectReader';

interface Directory {
  entries: Map<string, TreeEntry>;
  /** Subdirectories that were looked into, by tree name. */
  open: Map<string, Directory>;
  /** Entry names by their case-folded form; made when first asked for. */
  folded?: Map<string, string>;
  changed: boolean;
}

/**
 * A tree to be changed, read only where the change looks. It knows the new
 * tree's hash before anything is written, which makes "unchanged" free.
 */
export class TreeEditor {
  readonly #reader: ObjectReader;
  readonly #root: Directory;

  static async open(reader: ObjectReader, tree: string): Promise<TreeEditor> {
    return new TreeEditor(reader, await readDirectory(reader, tree));
  }

  private constructor(reader: ObjectReader, root: Directory) {
    this.#reader = reader;
    this.#root = root;
  }

  /**
   * The file at a path, undefined when nothing is there. Throws
   * InvalidChangeError when the path is a directory, link or submodule, or
   * leads through something that is not a directory.
   */
  async file(path: string): Promise<TreeEntry | undefined> {
    const names = path.split('/').map(toTreeName);
    const name = names.pop()!;
    let directory = this.#root;
    for (const step of names) {
      const next = await this.#enter(directory, step, path);
      if (!next) {
        return undefined;
      }
      directory = next;
    }
    const entry = directory.entries.get(name);
    if (entry && !entry.mode.startsWith('100')) {
      const kind = entry.mode === TREE_MODE ? 'directory' : 'link or submodule';
      throw new InvalidChangeError(
        `${path} is a ${kind} in the repository`,
        path,
      );
    }
    return entry;
  }

  /** Puts a file; an existing one keeps its mode. */
  async write(path: string, oid: string): Promise<void> {
    const names = path.split('/').map(toTreeName);
    const name = names.pop()!;
    let directory = this.#root;
    for (const step of names) {
      directory.changed = true;
      directory =
        (await this.#enter(directory, step, path)) ??
        this.#make(directory, step, path);
    }
    const mode = directory.entries.get(name)?.mode ?? FILE_MODE;
    this.#add(directory, { name, mode, oid }, path);
  }

  /** Takes away a file that is there, and directories that it leaves empty. */
  async remove(path: string): Promise<void> {
    const names = path.split('/').map(toTreeName);
    const trail = [this.#root];
    for (const step of names.slice(0, -1)) {
      trail.push((await this.#enter(trail[trail.length - 1], step, path))!);
    }
    for (let i = names.length - 1; i >= 0; i--) {
      const directory = trail[i];
      directory.changed = true;
      if (i === names.length - 1 || trail[i + 1].entries.size === 0) {
        directory.entries.delete(names[i]);
        directory.open.delete(names[i]);
        directory.folded?.delete(fold(names[i]));
      }
    }
  }

  /** The new root tree's hash, and the tree objects that are new with it. */
  finish(): { tree: string; objects: GitObject[] } {
    const objects: GitObject[] = [];
    return { tree: writeDirectory(this.#root, objects), objects };
  }

  async #enter(
    directory: Directory,
    name: string,
    path: string,
  ): Promise<Directory | undefined> {
    const known = directory.open.get(name);
    if (known) {
      return known;
    }
    const entry = directory.entries.get(name);
    if (!entry) {
      return undefined;
    }
    if (entry.mode !== TREE_MODE) {
      throw new InvalidChangeError(
        `${path} leads through ${fromTreeName(name)}, which is not a directory`,
        path,
      );
    }
    const opened = await readDirectory(this.#reader, entry.oid);
    directory.open.set(name, opened);
    return opened;
  }

  #make(parent: Directory, name: string, path: string): Directory {
    const made = { entries: new Map(), open: new Map(), changed: true };
    this.#add(parent, { name, mode: TREE_MODE, oid: '' }, path);
    parent.open.set(name, made);
    return made;
  }

  #add(directory: Directory, entry: TreeEntry, path: string) {
    directory.folded ??= new Map(
      [...directory.entries.keys()].map(name => [fold(name), name]),
    );
    const twin = directory.folded.get(fold(entry.name));
    if (twin !== undefined && !directory.entries.has(entry.name)) {
      throw new InvalidChangeError(
        `${path} differs only in case from ${fromTreeName(
          twin,
        )} in the repository`,
        path,
      );
    }
    directory.folded.set(fold(entry.name), entry.name);
    directory.entries.set(entry.name, entry);
    directory.changed = true;
  }
}

async function readDirectory(
  reader: ObjectReader,
  tree: string,
): Promise<Directory> {
  const entries = parseTree(await reader.require(tree));
  return {
    entries: new Map(entries.map(entry => [entry.name, entry])),
    open: new Map(),
    changed: false,
  };
}

function writeDirectory(directory: Directory, objects: GitObject[]): string {
  for (const [name, child] of directory.open) {
    if (child.changed) {
      const oid = writeDirectory(child, objects);
      directory.entries.set(name, { name, mode: TREE_MODE, oid });
    }
  }
  const tree = makeTree([...directory.entries.values()]);
  if (directory.changed) {
    objects.push(tree);
  }
  return tree.oid;
}

/** Two names that a case-insensitive file system takes for one. */
function fold(name: string): string {
  return foldPath(fromTreeName(name));
}

/** What a case-insensitive file system makes of a path. */
export function foldPath(path: string): string {
  return path.normalize('NFC').toLowerCase();
}
