import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  mlPlatform?: {
    gitops?: {
      /** Entities from the repositories' `catalog-info.yaml` files. */
      catalog?: {
        /**
         * When to look for new commits; every 30 s when absent. Commits of
         * the portal itself are seen at once.
         */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      };
    };
  };
}
