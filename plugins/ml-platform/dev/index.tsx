import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import mlPlatformPlugin, { mlPlatformApiRef } from '../src';
import { entities } from './entities';
import { FixtureApi } from './FixtureApi';

// The plugin as portals run it, with the catalog and the backend played from
// memory: open /ml-platform, or /catalog/default/component/churn-train.
createDevApp({
  features: [
    catalogPlugin,
    mlPlatformPlugin,
    createFrontendModule({
      pluginId: 'catalog',
      extensions: [
        ApiBlueprint.make({
          params: defineParams =>
            defineParams({
              api: catalogApiRef,
              deps: {},
              factory: () => new InMemoryCatalogClient({ entities }),
            }),
        }),
      ],
    }),
    createFrontendModule({
      pluginId: 'ml-platform',
      extensions: [
        ApiBlueprint.make({
          params: defineParams =>
            defineParams({
              api: mlPlatformApiRef,
              deps: {},
              factory: () => new FixtureApi(),
            }),
        }),
      ],
    }),
  ],
});
