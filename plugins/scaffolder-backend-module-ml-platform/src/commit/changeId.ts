import { createHash } from 'node:crypto';
import { WorkspaceFile } from './readWorkspaceFiles';

/**
 * Names a change for ever: the same step of the same task with the same
 * content is the same change, however often the task is run again.
 */
export function changeId(
  taskId: string,
  step: { id?: string; name?: string } | undefined,
  files: WorkspaceFile[],
): string {
  const hash = createHash('sha256');
  for (const { path, content } of files) {
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  const stepName = (step?.id ?? step?.name ?? 'step').replace(/\s+/g, '-');
  return `${taskId}/${stepName}/${hash.digest('hex').slice(0, 16)}`;
}
