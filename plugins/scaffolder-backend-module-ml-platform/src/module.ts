import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import {
  gitOpsRepositoriesRef,
  mlPlatformClientRef,
} from '@callboard/plugin-ml-platform-node';
import { createCatalogEntityAwaitAction } from './actions/createCatalogEntityAwaitAction';
import { createGitOpsCommitAction } from './actions/createGitOpsCommitAction';
import { createRayClusterRenderAction } from './actions/createRayClusterRenderAction';
import { createRayJobRenderAction } from './actions/createRayJobRenderAction';
import { readEmitConfig } from './config/EmitConfig';

/**
 * Adds the actions that render ML manifests and commit them to the GitOps
 * repository.
 *
 * @public
 */
export const scaffolderModuleMlPlatform = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'ml-platform',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        catalog: catalogServiceRef,
        client: mlPlatformClientRef,
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        repositories: gitOpsRepositoriesRef,
      },
      async init({ actions, catalog, client, config, events, repositories }) {
        const render = { config: readEmitConfig(config), client, repositories };
        actions.addActions(
          createRayJobRenderAction(render),
          createRayClusterRenderAction(render),
          createCatalogEntityAwaitAction({ catalog }),
          createGitOpsCommitAction({
            repositories,
            events,
            host: new URL(config.getString('app.baseUrl')).hostname,
          }),
        );
      },
    });
  },
});
