/**
 * The cards, the tab and the page for portals on the old frontend system.
 *
 * @packageDocumentation
 */

import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  createRouteRef,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { MlPlatformClient, mlPlatformApiRef } from './api';

const boardRouteRef = createRouteRef({ id: 'ml-platform' });
const entityContentRouteRef = createRouteRef({ id: 'ml-platform/entity' });

/**
 * The ml-platform plugin for the old frontend system.
 *
 * @public
 */
export const mlPlatformPlugin = createPlugin({
  id: 'ml-platform',
  routes: { root: boardRouteRef, entityContent: entityContentRouteRef },
  apis: [
    createApiFactory({
      api: mlPlatformApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new MlPlatformClient(deps),
    }),
  ],
});

/**
 * Card: is my thing running, and if not, why?
 *
 * @public
 */
export const EntityMlWorkloadsCard: () => JSX.Element =
  mlPlatformPlugin.provide(
    createComponentExtension({
      name: 'EntityMlWorkloadsCard',
      component: {
        lazy: () =>
          import('./workloads/WorkloadCard').then(m => m.WorkloadCard),
      },
    }),
  );

/**
 * Card: what do I hold, and do I use it?
 *
 * @public
 */
export const EntityMlAcceleratorsCard: () => JSX.Element =
  mlPlatformPlugin.provide(
    createComponentExtension({
      name: 'EntityMlAcceleratorsCard',
      component: {
        lazy: () =>
          import('./accelerators/AcceleratorsCard').then(
            m => m.AcceleratorsCard,
          ),
      },
    }),
  );

/**
 * Card: which version is champion, and what comes next?
 *
 * @public
 */
export const EntityMlModelsCard: () => JSX.Element = mlPlatformPlugin.provide(
  createComponentExtension({
    name: 'EntityMlModelsCard',
    component: {
      lazy: () => import('./models/ModelCard').then(m => m.ModelCard),
    },
  }),
);

/**
 * The entity's ML tab. Mount it at `/ml`: the cards link there.
 *
 * @public
 */
export const EntityMlContent: () => JSX.Element = mlPlatformPlugin.provide(
  createRoutableExtension({
    name: 'EntityMlContent',
    component: () =>
      import('./workloads/WorkloadsTab').then(m => m.WorkloadsTab),
    mountPoint: entityContentRouteRef,
  }),
);

/**
 * The callboard: every workload that the person may see.
 *
 * @public
 */
export const CallboardPage: () => JSX.Element = mlPlatformPlugin.provide(
  createRoutableExtension({
    name: 'CallboardPage',
    component: () =>
      import('./board/LegacyBoardPage').then(m => m.LegacyBoardPage),
    mountPoint: boardRouteRef,
  }),
);

export { mlPlatformApiRef, MlPlatformClient } from './api';
export type { EntityStateEvent, MlPlatformApi } from './api';
export { mlPlatformTranslationRef } from './translation';
