import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Run by the action's test, in this order. */
export const examples: TemplateExample[] = [
  {
    description: 'Train on two workers with one L4 each, in a Kueue queue',
    example: stringify({
      steps: [
        {
          id: 'render',
          name: 'Render the manifests',
          action: 'ray:job:render',
          input: {
            name: 'churn-train',
            cluster: 'demo',
            namespace: 'team-vision',
            entityRef: 'component:default/churn-train',
            owner: 'group:default/team-vision',
            entrypoint: 'python train.py',
            workers: { replicas: 2, cpu: '8', memory: '32Gi' },
            accelerator: { profile: 'nvidia-l4', count: 1 },
            queue: 'vision-gpu',
            mlflow: { experiment: 'churn', registeredModel: 'churn' },
          },
        },
      ],
    }),
  },
  {
    description:
      'Fine-tune on spot capacity with an image of your own, a token from a Secret and checkpoints in S3',
    example: stringify({
      steps: [
        {
          id: 'render',
          name: 'Render the manifests',
          action: 'ray:job:render',
          input: {
            name: 'intent-tune',
            cluster: 'demo',
            namespace: 'team-language',
            entityRef: 'component:default/intent-tune',
            image: 'registry.example.com/intent:2.55.1-4',
            entrypoint: 'python tune.py --epochs 3',
            runtimeEnv: { pip: ['peft==0.17.0'] },
            workers: { replicas: 1, cpu: '16', memory: '128Gi' },
            accelerator: { profile: 'nvidia-h100-80gb', count: 4 },
            storage: { type: 's3', uri: 's3://northwind-models/intent' },
            env: [
              {
                name: 'HF_TOKEN',
                secretRef: { name: 'hugging-face', key: 'token' },
              },
            ],
            spot: true,
            ttlSeconds: 0,
          },
        },
      ],
    }),
  },
];
