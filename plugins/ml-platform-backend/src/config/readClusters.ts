import { LoggerService } from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { KubeConfig } from '@kubernetes/client-node';
import { asRecord, asString } from '../services/clusters/fields';
import { ClusterConfig } from './types';

/** Where Kubernetes mounts a pod's own credentials. */
const IN_CLUSTER = '/var/run/secrets/kubernetes.io/serviceaccount';

function readConfigCluster(
  cluster: Config,
  logger: LoggerService,
): ClusterConfig | undefined {
  const name = cluster.getString('name');
  const title = cluster.getOptionalString('title');
  const authProvider =
    cluster.getOptionalString('authProvider') ??
    asString(
      asRecord(cluster.getOptional('authMetadata'))[
        'kubernetes.io/auth-provider'
      ],
    );
  const direct = {
    type: 'direct' as const,
    server: cluster.getString('url').replace(/\/+$/, ''),
    skipTlsVerify: cluster.getOptionalBoolean('skipTLSVerify') ?? false,
    caData: cluster.getOptionalString('caData'),
    caFile: cluster.getOptionalString('caFile'),
  };
  if (authProvider === 'serviceAccount') {
    const token = cluster.getOptionalString('serviceAccountToken');
    return {
      name,
      title,
      connection: token
        ? { ...direct, token }
        : {
            ...direct,
            tokenFile: `${IN_CLUSTER}/token`,
            caFile: direct.caData
              ? undefined
              : direct.caFile ?? `${IN_CLUSTER}/ca.crt`,
          },
    };
  }
  if (authProvider === 'localKubectlProxy') {
    return { name, title, connection: direct };
  }
  logger.warn('Cluster is left out: its authProvider is not supported', {
    cluster: name,
    authProvider: authProvider ?? 'none',
  });
  return undefined;
}

function readLocatorMethods(
  config: Config,
  logger: LoggerService,
): ClusterConfig[] {
  const methods =
    config.getOptionalConfigArray('kubernetes.clusterLocatorMethods') ?? [];
  return methods.flatMap((method): ClusterConfig[] => {
    const type = method.getString('type');
    if (type === 'config') {
      return method
        .getConfigArray('clusters')
        .flatMap(cluster => readConfigCluster(cluster, logger) ?? []);
    }
    if (type === 'localKubectlProxy') {
      return [
        {
          name: 'local',
          connection: {
            type: 'direct',
            server: 'http://127.0.0.1:8001',
            skipTlsVerify: false,
          },
        },
      ];
    }
    logger.warn('Clusters of a locator method are left out', { type });
    return [];
  });
}

function readKubeconfig(config: Config): ClusterConfig[] {
  const section = config.getOptionalConfig('mlPlatform.kubeconfig');
  if (!section) {
    return [];
  }
  const path = section.getString('path');
  const kubeConfig = new KubeConfig();
  try {
    kubeConfig.loadFromFile(path);
  } catch (error) {
    throw new InputError(
      `Invalid config value at 'mlPlatform.kubeconfig.path': cannot read it as a kubeconfig`,
      error,
    );
  }
  const known = kubeConfig.getContexts().map(context => context.name);
  const contexts = section.getOptionalStringArray('contexts') ?? known;
  const missing = contexts.find(context => !known.includes(context));
  if (missing !== undefined) {
    throw new InputError(
      `Invalid config value at 'mlPlatform.kubeconfig.contexts': the file has no context '${missing}'`,
    );
  }
  return contexts.map(context => ({
    name: context,
    connection: { type: 'kubeconfig', path, context },
  }));
}

/**
 * The clusters of `kubernetes.clusterLocatorMethods` and
 * `mlPlatform.kubeconfig`. What is not supported is left out with a warning.
 *
 * @throws InputError that names the key
 */
export function readClusters(
  config: Config,
  logger: LoggerService,
): ClusterConfig[] {
  const clusters = [
    ...readLocatorMethods(config, logger),
    ...readKubeconfig(config),
  ];
  const names = clusters.map(cluster => cluster.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new InputError(
      `Invalid config: the cluster '${twice}' is named twice in 'kubernetes.clusterLocatorMethods' and 'mlPlatform.kubeconfig'`,
    );
  }
  const limits = config.getOptionalConfigArray('mlPlatform.clusters') ?? [];
  limits.forEach((limit, index) => {
    const name = limit.getString('name');
    if (!names.includes(name)) {
      logger.warn('Settings of a cluster that is not configured are ignored', {
        key: `mlPlatform.clusters[${index}].name`,
        cluster: name,
      });
    }
  });
  return clusters.map(cluster => ({
    ...cluster,
    namespaces: limits
      .find(limit => limit.getString('name') === cluster.name)
      ?.getOptionalStringArray('namespaces'),
  }));
}
