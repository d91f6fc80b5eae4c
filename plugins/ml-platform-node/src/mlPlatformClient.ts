import {
  BackstageCredentials,
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { TargetFacts } from '@callboard/plugin-ml-platform-common';

/**
 * Reads of the ml-platform backend for other backend plugins, on behalf of a
 * person.
 *
 * @public
 */
export interface MlPlatformClient {
  /**
   * What a cluster and namespace offer now. Throws NotFoundError for a cluster
   * that is not configured and NotAllowedError without permission.
   */
  getTargetFacts(
    target: { cluster: string; namespace: string },
    options: { credentials: BackstageCredentials; signal?: AbortSignal },
  ): Promise<TargetFacts>;
}

/** @public */
export const mlPlatformClientRef = createServiceRef<MlPlatformClient>({
  id: 'ml-platform.client',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { auth: coreServices.auth, discovery: coreServices.discovery },
      factory: ({ auth, discovery }) => ({
        async getTargetFacts(target, { credentials, signal }) {
          const baseUrl = await discovery.getBaseUrl('ml-platform');
          const { token } = await auth.getPluginRequestToken({
            onBehalfOf: credentials,
            targetPluginId: 'ml-platform',
          });
          const path = [target.cluster, target.namespace]
            .map(encodeURIComponent)
            .join('/');
          const timeout = AbortSignal.timeout(10_000);
          const response = await fetch(`${baseUrl}/targets/${path}`, {
            headers: { authorization: `Bearer ${token}` },
            signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
          });
          if (!response.ok) {
            throw await ResponseError.fromResponse(response);
          }
          return (await response.json()) as TargetFacts;
        },
      }),
    }),
});
