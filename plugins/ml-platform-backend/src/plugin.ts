import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  mlModelReadPermission,
  mlTargetReadPermission,
  mlWorkloadReadPermission,
} from '@callboard/plugin-ml-platform-common';
import {
  MlSystem,
  mlSystemsExtensionPoint,
} from '@callboard/plugin-ml-platform-node';
import { readConfig } from './config/readConfig';
import { mlWorkloadRules } from './permissions/conditions';
import { mlWorkloadResourceRef } from './permissions/mlWorkloadResourceRef';
import { createRouter } from './router';
import { EntityStreams } from './router/EntityStreams';
import { AuthorizedEntityStates } from './services/entities/AuthorizedEntityStates';
import { EntityStateService } from './services/entities/EntityStateService';
import { AuthorizedFleet } from './services/fleet/AuthorizedFleet';
import { STREAM_TIMINGS } from './services/live/EntityStream';
import { Platform } from './services/Platform';
import { AuthorizedTargets } from './services/targets/AuthorizedTargets';
import { createWorkloadGuard } from './services/workloadGuard';
import { raySystem } from './systems/ray/raySystem';

const REAUTHORIZE_MS = 60_000;

/**
 * The backend of the ml-platform plugin: live workload health, accelerators
 * and registered models by catalog entity.
 *
 * @public
 */
export const mlPlatformPlugin = createBackendPlugin({
  pluginId: 'ml-platform',
  register(env) {
    const systems: MlSystem[] = [raySystem];
    env.registerExtensionPoint(mlSystemsExtensionPoint, {
      addSystem(system) {
        if (systems.some(({ id }) => id === system.id)) {
          throw new ConflictError(
            `The ML system '${system.id}' is added twice`,
          );
        }
        systems.push(system);
      },
    });
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
      },
      async init(deps) {
        const { catalog, httpAuth, lifecycle, logger, permissions } = deps;
        deps.permissionsRegistry.addResourceType({
          resourceRef: mlWorkloadResourceRef,
          permissions: [mlWorkloadReadPermission],
          rules: Object.values(mlWorkloadRules),
        });
        deps.permissionsRegistry.addPermissions([
          mlModelReadPermission,
          mlTargetReadPermission,
        ]);

        const config = readConfig(deps.config, logger);
        const { namespaceOwners } = config;
        const platform = new Platform({ config, systems, logger });
        const guard = createWorkloadGuard(deps);
        const streams = new EntityStreams();
        lifecycle.addStartupHook(() => platform.start());
        lifecycle.addShutdownHook(async () => {
          streams.stop();
          await platform.stop();
        });

        deps.httpRouter.use(
          createRouter({
            states: new AuthorizedEntityStates({
              service: new EntityStateService({
                workloads: platform.workloads,
                usage: platform.usage,
                mlflow: platform.mlflow,
                namespaceOwners,
              }),
              catalog,
              permissions,
              guard,
              namespaceOwners,
            }),
            fleet: new AuthorizedFleet({
              workloads: platform.workloads,
              catalog,
              guard,
              namespaceOwners,
            }),
            targets: new AuthorizedTargets({
              clusters: platform.workloads.map(({ cluster }) => cluster),
              permissions,
            }),
            streams,
            stream: {
              changes: platform.changes,
              timings: STREAM_TIMINGS,
              reauthorizeMs: REAUTHORIZE_MS,
              logger,
            },
            httpAuth,
            auditor: deps.auditor,
          }),
        );
      },
    });
  },
});
