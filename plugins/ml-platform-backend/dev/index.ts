/*
 * The plugin alone, on the embedded demo platform and with a catalog of its
 * five components; nobody has to sign in. In this package's directory:
 *
 *   yarn start
 *   curl http://localhost:7007/api/ml-platform/entities/component/default/ticket-router
 *   curl http://localhost:7007/api/ml-platform/workloads
 *   curl http://localhost:7007/api/ml-platform/targets/demo/team-language
 *   curl -N http://localhost:7007/api/ml-platform/entities/component/default/vision-lab/stream
 */
import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { startDemoPlatform } from '@callboard/demo-platform';
import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { demoConfig } from './demoConfig';
import { demoEntities } from './demoEntities';

async function demoConfigFactory() {
  const demo = await startDemoPlatform({
    stateDir: await mkdtemp(path.join(tmpdir(), 'ml-platform-dev-')),
    token: randomUUID(),
  });
  return mockServices.rootConfig.factory({
    data: {
      app: { baseUrl: 'http://localhost:3000' },
      backend: {
        baseUrl: 'http://localhost:7007',
        listen: { host: '127.0.0.1', port: 7007 },
      },
      ...demoConfig(demo),
    },
  });
}

const backend = createBackend();

backend.add(mockServices.auth.factory());
backend.add(mockServices.httpAuth.factory());
backend.add(demoConfigFactory().then(feature => ({ default: feature })));
backend.add(catalogServiceMock.factory({ entities: demoEntities }));
backend.add(import('../src'));

backend.start();
