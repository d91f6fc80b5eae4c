import {
  ConflictError,
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  BranchNotFoundError,
  GitOpsConflictError,
  InvalidChangeError,
  PushRefusedError,
  RepositoryUnavailableError,
} from '@callboard/gitops-writer';
import { GitOpsTarget } from '@callboard/plugin-ml-platform-node';

/**
 * Says what went wrong in the words of the action's input: the field, and
 * what to do. Without a cause, which Backstage would append to the message.
 * Errors that are not the writer's come back as they are.
 */
export function explainCommitError(
  error: unknown,
  { id, branch }: Pick<GitOpsTarget, 'id' | 'branch'>,
): unknown {
  if (error instanceof BranchNotFoundError) {
    return new InputError(
      `branch: "${error.branch}" does not exist in repository ${id}. Fix: create it, or leave branch out to use "${branch}"`,
    );
  }
  if (error instanceof GitOpsConflictError) {
    return new ConflictError(error.paths.map(conflict).join('\n'));
  }
  if (error instanceof PushRefusedError) {
    return new NotAllowedError(
      `repository: ${id} refuses the push, nothing was committed. It says: ${error.refusal}. Fix: ask who runs it to let the portal push there, or choose another branch`,
    );
  }
  if (error instanceof RepositoryUnavailableError) {
    return new ServiceUnavailableError(
      `repository: ${id} cannot be used now: ${error.message}. Fix: run the task again when it answers; what has landed is not repeated`,
    );
  }
  if (error instanceof InvalidChangeError) {
    const field = error.path ? 'sourcePath' : 'message';
    return new InputError(`${field}: ${error.message}`);
  }
  return error;
}

function conflict({
  path,
  theirCommit,
  theirAuthor,
}: GitOpsConflictError['paths'][number]): string {
  const by = theirCommit
    ? `, from commit ${theirCommit.slice(0, 10)} by ${theirAuthor}`
    : '';
  return `mode: ${path} is in the repository already with other content${by}. Fix: choose another name, or use mode update to replace it`;
}
