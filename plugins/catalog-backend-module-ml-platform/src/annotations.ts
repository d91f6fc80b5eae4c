/**
 * Entity annotation: id of the GitOps repository that the entity comes from,
 * in `mlPlatform.gitops`. Set by {@link GitOpsEntityProvider}.
 *
 * @public
 */
export const ANNOTATION_GITOPS_REPOSITORY = 'callboard.dev/gitops-repository';

/**
 * Entity annotation: path of the entity's file in that repository.
 *
 * @public
 */
export const ANNOTATION_GITOPS_PATH = 'callboard.dev/gitops-path';
