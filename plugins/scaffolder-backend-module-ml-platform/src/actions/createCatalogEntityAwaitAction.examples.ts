import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Run by the action's test. */
export const examples: TemplateExample[] = [
  {
    description: 'Wait for the component that a commit brings',
    example: stringify({
      steps: [
        {
          id: 'await',
          name: 'Wait for the catalog',
          action: 'catalog:entity:await',
          input: { entityRef: 'component:default/churn-train' },
        },
      ],
    }),
  },
];
