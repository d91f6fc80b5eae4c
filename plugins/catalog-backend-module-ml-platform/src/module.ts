import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { EventParams, eventsServiceRef } from '@backstage/plugin-events-node';
import {
  GITOPS_COMMITTED_TOPIC,
  gitOpsRepositoriesRef,
} from '@callboard/plugin-ml-platform-node';
import { GitOpsEntityProvider } from './GitOpsEntityProvider';

const SCHEDULE_KEY = 'mlPlatform.gitops.catalog.schedule';
const DEFAULT_SCHEDULE = {
  frequency: { seconds: 30 },
  timeout: { minutes: 2 },
  initialDelay: { seconds: 2 },
};

/**
 * Catalog module that provides the entities of the GitOps repositories in
 * `mlPlatform.gitops`.
 *
 * @public
 */
export const catalogModuleMlPlatform = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'ml-platform',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        logger: coreServices.logger,
        repositories: gitOpsRepositoriesRef,
        scheduler: coreServices.scheduler,
      },
      async init({ catalog, config, events, logger, repositories, scheduler }) {
        const scheduleConfig = config.getOptionalConfig(SCHEDULE_KEY);
        const schedule = scheduleConfig
          ? readSchedulerServiceTaskScheduleDefinitionFromConfig(scheduleConfig)
          : DEFAULT_SCHEDULE;

        for (const target of repositories.list()) {
          const provider = GitOpsEntityProvider.create({ target, logger });
          catalog.addEntityProvider(provider);
          const id = provider.getProviderName();
          await scheduler.scheduleTask({
            ...schedule,
            id,
            fn: signal => provider.refresh(signal),
          });
          await events.subscribe({
            id,
            topics: [GITOPS_COMMITTED_TOPIC],
            onEvent: async event => {
              if (repositoryOf(event) === target.id) {
                await provider.refresh();
              }
            },
          });
        }
      },
    });
  },
});

function repositoryOf({ eventPayload }: EventParams): unknown {
  return typeof eventPayload === 'object' &&
    eventPayload !== null &&
    'repository' in eventPayload
    ? eventPayload.repository
    : undefined;
}
