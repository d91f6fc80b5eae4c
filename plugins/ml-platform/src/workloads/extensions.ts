import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { withSkeleton } from '../common/withSkeleton';
import { SHOWS_TAB, SHOWS_WORKLOADS } from '../filters';
import { DEFAULT_TAB_PATH, mlTabRouteRef } from '../routing/routes';

export const workloadsEntityCard = EntityCardBlueprint.make({
  name: 'workloads',
  params: {
    type: 'content',
    filter: SHOWS_WORKLOADS,
    loader: withSkeleton(() =>
      import('./WorkloadCard').then(m => m.WorkloadCard),
    ),
  },
});

export const mlEntityContent = EntityContentBlueprint.make({
  params: {
    path: DEFAULT_TAB_PATH,
    title: 'ML',
    group: 'operation',
    routeRef: mlTabRouteRef,
    filter: SHOWS_TAB,
    loader: withSkeleton(() =>
      import('./WorkloadsTab').then(m => m.WorkloadsTab),
    ),
  },
});
