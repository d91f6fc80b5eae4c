import { InputError } from '@backstage/errors';
import {
  KustomizationError,
  mergeKustomization,
} from '@callboard/ml-manifests';

/** Adds resources to a kustomization.yaml; InputError when that cannot be. */
export function mergeResources(
  path: string,
  current: string | undefined,
  resources: string[],
): string {
  try {
    return mergeKustomization(current, { resources });
  } catch (error) {
    if (error instanceof KustomizationError) {
      throw new InputError(
        `${path}: resources cannot be added to it: ${error.message}. Fix: mend the file, then run the task again`,
      );
    }
    throw error;
  }
}
