import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError, isError } from '@backstage/errors';

/** The most files of one commit, which gitops-writer allows as well. */
const MAX_FILES = 500;
/** The most bytes of one commit: manifests, not models. */
const MAX_BYTES = 10 * 1024 * 1024;

/** A file of the workspace; the path has forward slashes. */
export interface WorkspaceFile {
  path: string;
  content: Buffer;
}

/**
 * Reads all files below a directory of the workspace, in the order of their
 * paths. Throws InputError for a directory that is not there, is empty or
 * holds too much, and for symbolic links: they could point out of it.
 */
export async function readWorkspaceFiles(
  workspacePath: string,
  sourcePath: string,
): Promise<WorkspaceFile[]> {
  const root = resolveSafeChildPath(workspacePath, sourcePath);
  const paths = await listFiles(root, '', sourcePath);
  if (paths.length === 0) {
    throw new InputError(
      `sourcePath: "${sourcePath}" has no files. Fix: render manifests into it in an earlier step`,
    );
  }
  const files: WorkspaceFile[] = [];
  let bytes = 0;
  for (const path of paths.sort()) {
    bytes += (await lstat(join(root, path))).size;
    if (bytes > MAX_BYTES) {
      throw new InputError(
        `sourcePath: "${sourcePath}" holds more than ${MAX_BYTES} bytes. Fix: commit manifests only, and keep data in a bucket`,
      );
    }
    files.push({ path, content: await readFile(join(root, path)) });
  }
  return files;
}

async function listFiles(
  root: string,
  directory: string,
  sourcePath: string,
): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readEntries(join(root, directory), sourcePath)) {
    const path = directory ? `${directory}/${entry.name}` : entry.name;
    if (entry.isDirectory()) {
      found.push(...(await listFiles(root, path, sourcePath)));
    } else if (entry.isFile()) {
      found.push(path);
    } else {
      throw new InputError(
        `sourcePath: ${path} is not a plain file. Fix: replace links by the files that they point to`,
      );
    }
    if (found.length > MAX_FILES) {
      throw new InputError(
        `sourcePath: "${sourcePath}" has more than ${MAX_FILES} files. Fix: commit them in several steps`,
      );
    }
  }
  return found;
}

async function readEntries(path: string, sourcePath: string) {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    if (
      isError(error) &&
      (error.code === 'ENOENT' || error.code === 'ENOTDIR')
    ) {
      throw new InputError(
        `sourcePath: "${sourcePath}" is not a directory of the workspace. Fix: give one that an earlier step wrote`,
      );
    }
    throw error;
  }
}
