import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { withSkeleton } from '../common/withSkeleton';
import { HAS_MODELS } from '../filters';

export const modelsEntityCard = EntityCardBlueprint.make({
  name: 'models',
  params: {
    type: 'content',
    filter: HAS_MODELS,
    loader: withSkeleton(() => import('./ModelCard').then(m => m.ModelCard)),
  },
});
