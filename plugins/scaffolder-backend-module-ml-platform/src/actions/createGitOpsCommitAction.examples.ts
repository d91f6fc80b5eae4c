import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Run by the action's test, in this order. */
export const examples: TemplateExample[] = [
  {
    description: 'Commit what earlier steps rendered',
    example: stringify({
      steps: [
        {
          id: 'commit',
          name: 'Commit to the GitOps repository',
          action: 'gitops:change:commit',
          input: {
            message: 'Add training job churn-train',
            entityRef: 'component:default/churn-train',
          },
        },
      ],
    }),
  },
  {
    description: 'Replace manifests of a component on a branch of their own',
    example: stringify({
      steps: [
        {
          id: 'commit',
          name: 'Commit to the GitOps repository',
          action: 'gitops:change:commit',
          input: {
            repository: 'gitops',
            branch: 'staging',
            sourcePath: '.',
            message: 'Give churn-train more memory',
            mode: 'update',
          },
        },
      ],
    }),
  },
];
