import { FileChange } from '@callboard/gitops-writer';
import { fromYaml } from '@callboard/ml-manifests';
import { mergeResources } from './mergeResources';
import { WorkspaceFile } from './readWorkspaceFiles';
import { resourcesOf } from './resourcesOf';

/**
 * Files as changes to a repository. A kustomization.yaml is merged into what
 * is there, since others own lines of it; everything else is written.
 */
export function toFileChanges(files: WorkspaceFile[]): FileChange[] {
  return files.map(file =>
    /(^|\/)kustomization\.yaml$/.test(file.path) ? merged(file) : file,
  );
}

function merged({ path, content }: WorkspaceFile): FileChange {
  const text = content.toString('utf8');
  const resources = resourcesOf(path, fromYaml(text));
  return {
    path,
    edit: current =>
      // Keys beside the resources are kept when the file is new.
      current === undefined ? text : mergeResources(path, current, resources),
  };
}
