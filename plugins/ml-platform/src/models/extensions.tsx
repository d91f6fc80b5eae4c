import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { HAS_MODELS } from '../filters';

export const modelsEntityCard = EntityCardBlueprint.make({
  name: 'models',
  params: {
    type: 'content',
    filter: HAS_MODELS,
    loader: () => import('./ModelCard').then(m => <m.ModelCard />),
  },
});
