/**
 * Topic of the events service that tells of a commit that this portal made, with
 * a {@link GitOpsCommittedEvent} as payload. A hint: a commit by anybody else
 * is not told, and an event may be lost.
 *
 * @public
 */
export const GITOPS_COMMITTED_TOPIC = 'ml-platform.gitops.committed';

/** @public */
export interface GitOpsCommittedEvent {
  /** Id of the repository in `mlPlatform.gitops`. */
  repository: string;
  branch: string;
  /** Full hash. */
  commit: string;
}
