import { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_MLFLOW_MODELS,
} from '@callboard/plugin-ml-platform-common';
import { STATES } from './fixtures/states';

/** One component for each state of the cards. */
export const entities: Entity[] = Object.keys(STATES).map(name => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    namespace: 'default',
    uid: `uid-${name}`,
    ...(name !== 'no-annotation' && {
      annotations: {
        [ANNOTATION_KUBERNETES_ID]: name,
        [ANNOTATION_MLFLOW_MODELS]: 'churn',
      },
    }),
  },
  spec: { type: 'ml-training', lifecycle: 'production', owner: 'team-vision' },
  relations: [],
}));
