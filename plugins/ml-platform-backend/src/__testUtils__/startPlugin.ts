import {
  BackendFeature,
  ServiceFactory,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { JsonObject } from '@backstage/types';
import plugin from '..';
import { FakeUpstream } from './FakeUpstream';

/** What the policy of a test decides, by permission name. */
export type Policy = (permission: string) => PolicyDecision;

export const allowAll: Policy = () => ({ result: AuthorizeResult.ALLOW });

/** A permissions service that asks the policy of the test. */
function permissionsFactory(policy: { current: Policy }): ServiceFactory {
  return createServiceFactory({
    service: coreServices.permissions,
    deps: {},
    factory: () => ({
      authorize: async requests =>
        requests.map(({ permission }) => {
          const decision = policy.current(permission.name);
          if (decision.result === AuthorizeResult.CONDITIONAL) {
            throw new Error('No definitive decision');
          }
          return { result: decision.result };
        }),
      authorizeConditional: async requests =>
        requests.map(({ permission }) => policy.current(permission.name)),
    }),
  });
}

/** Config that points all systems at the fake upstream. */
export function upstreamConfig(
  upstream: FakeUpstream,
  mlPlatform: JsonObject = {},
): JsonObject {
  return {
    kubernetes: {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'demo',
              url: `${upstream.url}/k8s`,
              authProvider: 'serviceAccount',
              serviceAccountToken: 'canary-token',
            },
          ],
        },
      ],
    },
    mlPlatform: {
      mlflow: [{ id: 'main', url: `${upstream.url}/mlflow`, pollSeconds: 1 }],
      prometheus: [
        { cluster: 'demo', url: `${upstream.url}/prometheus`, pollSeconds: 1 },
      ],
      ...mlPlatform,
    },
  };
}

/** Starts the plugin in a test backend with this config and catalog. */
export async function startPlugin(options: {
  config: JsonObject;
  entities: Entity[];
  policy?: { current: Policy };
  /** Modules beside the plugin. */
  modules?: BackendFeature[];
}) {
  const backend = await startTestBackend({
    features: [
      plugin,
      mockServices.rootConfig.factory({ data: options.config }),
      catalogServiceMock.factory({ entities: options.entities }),
      permissionsFactory(options.policy ?? { current: allowAll }),
      ...(options.modules ?? []),
    ],
  });
  const { port } = backend.server.address() as { port: number };
  const base = `http://127.0.0.1:${port}/api/ml-platform`;
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${base}${path}`, {
      headers: { authorization: mockCredentials.user.header(), ...headers },
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: text ? JSON.parse(text) : undefined,
    };
  };
  return { base, get, stop: () => backend.stop() };
}
