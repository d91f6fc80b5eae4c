import { z } from 'zod/v3';

/** Field of the actions that write for a GitOps repository. */
export const repositoryField = {
  repository: z
    .string()
    .optional()
    .describe(
      'Id of the GitOps repository in mlPlatform.gitops; the first when absent',
    ),
};
