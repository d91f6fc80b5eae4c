import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { BundleFile, fromYaml } from '@callboard/ml-manifests';
import { mergeResources } from '../commit/mergeResources';
import { resourcesOf } from '../commit/resourcesOf';

/**
 * Writes files into the workspace, all or none. A kustomization.yaml that an
 * earlier step wrote is added to, so that one component can hold several
 * objects.
 */
export async function writeFiles(
  workspacePath: string,
  files: BundleFile[],
): Promise<void> {
  const targets = await Promise.all(
    files.map(async ({ path, content }) => {
      const target = resolveSafeChildPath(workspacePath, path);
      const before = await readIfThere(target);
      return {
        target,
        before,
        content: path.endsWith('/kustomization.yaml')
          ? mergeResources(path, before, resourcesOf(path, fromYaml(content)))
          : content,
      };
    }),
  );
  try {
    for (const { target, content } of targets) {
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, content);
    }
  } catch (error) {
    for (const { target, before } of targets) {
      await (before === undefined
        ? rm(target, { force: true })
        : writeFile(target, before));
    }
    throw error;
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isError(error) && error.code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}
