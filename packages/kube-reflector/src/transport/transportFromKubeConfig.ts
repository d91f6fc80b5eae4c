import { KubeConfig } from '@kubernetes/client-node';
import { RequestOptions } from 'node:https';
import { Credentials, HttpTransport } from './HttpTransport';
import { KubeTransport } from './KubeTransport';

/**
 * A {@link KubeTransport} with the credentials of a kubeconfig: certificates,
 * tokens, token files, exec plugins and OIDC as `@kubernetes/client-node` knows
 * them. Authenticators added by `addAuthenticator` are not carried over: give
 * {@link createTransport} a `token` for those.
 *
 * @param context - name of a context; the current one unless told
 * @throws TypeError when the context or its cluster is not in the config
 * @public
 */
export function transportFromKubeConfig(
  kubeConfig: KubeConfig,
  context: string = kubeConfig.getCurrentContext(),
): KubeTransport {
  let copy = inContext(kubeConfig, context);
  const cluster = copy.getCurrentCluster();
  if (!cluster) {
    throw new TypeError(`No cluster for the kubeconfig context '${context}'`);
  }
  return new HttpTransport({
    server: cluster.server,
    credentials: async ({ refresh }) => {
      if (refresh) {
        // The authenticators cache tokens; a new copy has none cached.
        copy = inContext(kubeConfig, context);
      }
      const options: RequestOptions = { headers: {} };
      await copy.applyToHTTPSOptions(options);
      return toCredentials(options, Boolean(cluster.proxyUrl));
    },
  });
}

function inContext(kubeConfig: KubeConfig, currentContext: string): KubeConfig {
  const { clusters, users, contexts } = kubeConfig;
  const copy = new KubeConfig();
  copy.loadFromOptions({ clusters, users, contexts, currentContext });
  return copy;
}

function toCredentials(options: RequestOptions, proxied: boolean): Credentials {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    headers[name.toLowerCase()] = String(value).trim();
  }
  if (options.auth) {
    const basic = Buffer.from(options.auth).toString('base64');
    headers.authorization = `Basic ${basic}`;
  }
  const { agent } = options;
  return {
    headers,
    tls: {
      ca: options.ca?.toString(),
      cert: options.cert?.toString(),
      key: options.key?.toString(),
      rejectUnauthorized: options.rejectUnauthorized,
      servername: options.servername,
    },
    agent: proxied && typeof agent === 'object' ? agent : undefined,
  };
}
