import { StoredObject } from '@callboard/kube-reflector';
import { toError } from '@backstage/errors';
import { projectMetadata } from './projectMetadata';
import { FollowedKind } from './resources';

/** What is kept of an object that its system could not project. */
export interface UnprojectedObject extends StoredObject {
  /** What the system threw. */
  projectionError: string;
}

export function isUnprojected(
  object: StoredObject,
): object is UnprojectedObject {
  return 'projectionError' in object;
}

/**
 * Keeps one object that a system throws for from stopping the watch of its
 * kind: its metadata stay, with the error.
 */
export function guardProjection({
  resource,
  project,
}: FollowedKind): FollowedKind {
  return {
    resource,
    project(object) {
      try {
        return project(object);
      } catch (error) {
        return {
          ...projectMetadata(object),
          projectionError: toError(error).message,
        };
      }
    },
  };
}
