import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Run by the action's test, in this order. */
export const examples: TemplateExample[] = [
  {
    description:
      'A cluster for interactive work that grows from none to four workers',
    example: stringify({
      steps: [
        {
          id: 'render',
          name: 'Render the manifests',
          action: 'ray:cluster:render',
          input: {
            name: 'vision-lab',
            cluster: 'demo',
            namespace: 'team-vision',
            entityRef: 'component:default/vision-lab',
            workers: { minReplicas: 0, maxReplicas: 4, memory: '32Gi' },
            accelerator: { profile: 'nvidia-l4', count: 1 },
            storage: { type: 'pvc', claimName: 'datasets' },
          },
        },
      ],
    }),
  },
];
