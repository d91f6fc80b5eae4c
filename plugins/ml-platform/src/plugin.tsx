import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiSlideshow3Line } from '@remixicon/react';
import { acceleratorsEntityCard } from './accelerators/extensions';
import { MlPlatformClient, mlPlatformApiRef } from './api';
import { withSkeleton } from './common/withSkeleton';
import { modelsEntityCard } from './models/extensions';
import { boardRouteRef, mlTabRouteRef } from './routing/routes';
import { mlEntityContent, workloadsEntityCard } from './workloads/extensions';

const mlPlatformApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: mlPlatformApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new MlPlatformClient(deps),
    }),
});

const boardPage = PageBlueprint.make({
  params: {
    path: '/ml-platform',
    routeRef: boardRouteRef,
    title: 'Callboard',
    icon: <RiSlideshow3Line />,
    loader: withSkeleton(() => import('./board/Board').then(m => m.Board)),
  },
});

/**
 * ML workloads, accelerators and models on the pages of the catalog, and all
 * of them on the callboard.
 *
 * @public
 */
export const mlPlatformPlugin = createFrontendPlugin({
  pluginId: 'ml-platform',
  title: 'Callboard',
  icon: <RiSlideshow3Line />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: boardRouteRef, entityContent: mlTabRouteRef },
  extensions: [
    mlPlatformApi,
    boardPage,
    workloadsEntityCard,
    acceleratorsEntityCard,
    modelsEntityCard,
    mlEntityContent,
  ],
});
