import { InputError, NotFoundError } from '@backstage/errors';
import {
  GitOpsRepositories,
  GitOpsTarget,
} from '@callboard/plugin-ml-platform-node';

/** The repository of that id; InputError that names the field otherwise. */
export function findRepository(
  repositories: GitOpsRepositories,
  id: string | undefined,
): GitOpsTarget {
  try {
    return repositories.get(id || undefined);
  } catch (error) {
    if (error instanceof NotFoundError) {
      throw new InputError(`repository: ${error.message}`);
    }
    throw error;
  }
}
