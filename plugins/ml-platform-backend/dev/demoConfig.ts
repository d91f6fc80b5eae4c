import { JsonObject } from '@backstage/types';
import { DemoPlatform } from '@callboard/demo-platform';

/** Config that points the plugin at a demo platform. */
export function demoConfig({ url, token }: DemoPlatform): JsonObject {
  return {
    kubernetes: {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'demo',
              url: `${url}/k8s`,
              authProvider: 'serviceAccount',
              serviceAccountToken: token,
            },
          ],
        },
      ],
    },
    mlPlatform: {
      mlflow: [{ id: 'demo', url: `${url}/mlflow`, token, pollSeconds: 2 }],
      prometheus: [
        { cluster: 'demo', url: `${url}/prometheus`, token, pollSeconds: 2 },
      ],
    },
  };
}
