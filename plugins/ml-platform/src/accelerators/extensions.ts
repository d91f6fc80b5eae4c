import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { withSkeleton } from '../common/withSkeleton';
import { SHOWS_ACCELERATORS } from '../filters';

export const acceleratorsEntityCard = EntityCardBlueprint.make({
  name: 'accelerators',
  params: {
    type: 'content',
    filter: SHOWS_ACCELERATORS,
    loader: withSkeleton(() =>
      import('./AcceleratorsCard').then(m => m.AcceleratorsCard),
    ),
  },
});
