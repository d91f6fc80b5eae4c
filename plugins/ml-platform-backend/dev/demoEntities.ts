import { Entity } from '@backstage/catalog-model';

function demoEntity(name: string, team: string, model?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'backstage.io/kubernetes-id': name,
        'backstage.io/kubernetes-cluster': 'demo',
        'backstage.io/kubernetes-namespace': team,
        ...(model && { 'callboard.dev/mlflow-registered-models': model }),
      },
    },
    spec: {
      type: 'ml',
      lifecycle: 'production',
      owner: `group:default/${team}`,
    },
  };
}

/** The components that the demo platform is seeded with. */
export const demoEntities: Entity[] = [
  demoEntity('vision-lab', 'team-vision'),
  demoEntity('defect-detector', 'team-vision', 'defect-detector'),
  demoEntity('intent-classifier', 'team-language', 'intent-classifier'),
  demoEntity('ticket-router', 'team-language', 'ticket-router'),
  demoEntity('llm-eval', 'team-language'),
];
