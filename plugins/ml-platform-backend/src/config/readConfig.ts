import { LoggerService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { readClusters } from './readClusters';
import {
  HttpCredentials,
  LinkTemplates,
  MlPlatformConfig,
  MlflowConfig,
  NamespaceOwner,
  PrometheusConfig,
} from './types';

const DEFAULT_POLL_SECONDS = 15;

function invalid(key: string, problem: string): InputError {
  return new InputError(`Invalid config value at '${key}': ${problem}`);
}

function sections(config: Config, key: string): [string, Config][] {
  return (config.getOptionalConfigArray(key) ?? []).map((section, index) => [
    `${key}[${index}]`,
    section,
  ]);
}

function readUrl(value: string, key: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw invalid(key, `'${value}' is not an http or https URL`);
  }
  if (url.username || url.password) {
    throw invalid(key, 'put the credentials into their own keys');
  }
  return value.replace(/\/+$/, '');
}

function readCredentials(section: Config, key: string): HttpCredentials {
  const token = section.getOptionalString('token');
  const username = section.getOptionalString('username');
  const password = section.getOptionalString('password');
  if (token && username) {
    throw invalid(key, "give 'token' or 'username' and 'password', not both");
  }
  if ((username === undefined) !== (password === undefined)) {
    throw invalid(key, "'username' and 'password' go together");
  }
  return { token, username, password };
}

function readPollSeconds(section: Config, key: string): number {
  const seconds =
    section.getOptionalNumber('pollSeconds') ?? DEFAULT_POLL_SECONDS;
  if (!(seconds >= 1)) {
    throw invalid(`${key}.pollSeconds`, 'must be at least 1');
  }
  return seconds;
}

function readMlflow(config: Config): MlflowConfig[] {
  const ids = new Set<string>();
  return sections(config, 'mlPlatform.mlflow').map(([key, section]) => {
    const id = section.getString('id');
    if (ids.has(id)) {
      throw invalid(`${key}.id`, `'${id}' is taken by another server`);
    }
    ids.add(id);
    const url = readUrl(section.getString('url'), `${key}.url`);
    const webUrl = section.getOptionalString('webUrl');
    return {
      id,
      url,
      webUrl: webUrl ? readUrl(webUrl, `${key}.webUrl`) : url,
      credentials: readCredentials(section, key),
      workspace: section.getOptionalString('workspace'),
      pollSeconds: readPollSeconds(section, key),
    };
  });
}

function readPrometheus(
  config: Config,
  clusters: string[],
  logger: LoggerService,
): PrometheusConfig[] {
  const seen = new Set<string>();
  return sections(config, 'mlPlatform.prometheus').flatMap(
    ([key, section]): PrometheusConfig[] => {
      const cluster = section.getString('cluster');
      if (seen.has(cluster)) {
        throw invalid(`${key}.cluster`, `'${cluster}' has a store already`);
      }
      seen.add(cluster);
      if (!clusters.includes(cluster)) {
        logger.warn('Metrics of a cluster that is not followed are ignored', {
          key: `${key}.cluster`,
          cluster,
        });
        return [];
      }
      return [
        {
          cluster,
          url: readUrl(section.getString('url'), `${key}.url`),
          credentials: readCredentials(section, key),
          pollSeconds: readPollSeconds(section, key),
        },
      ];
    },
  );
}

function readLinks(config: Config): LinkTemplates {
  const read = (name: keyof LinkTemplates) => {
    const key = `mlPlatform.links.${name}`;
    const template = config.getOptionalString(key);
    if (template) {
      readUrl(template.replace(/\{\w+\}/g, 'x'), key);
    }
    return template;
  };
  return { argocd: read('argocd'), flux: read('flux'), logs: read('logs') };
}

function readNamespaceOwners(config: Config): NamespaceOwner[] {
  return sections(config, 'mlPlatform.tenancy.namespaces').map(
    ([key, section]) => {
      const owner = section.getString('owner');
      try {
        return {
          cluster: section.getOptionalString('cluster'),
          namespace: section.getString('namespace'),
          owner: stringifyEntityRef(parseEntityRef(owner)),
        };
      } catch {
        throw invalid(
          `${key}.owner`,
          `'${owner}' is not an entity ref such as group:default/team-a`,
        );
      }
    },
  );
}

/**
 * Parses the plugin's config and the portal's cluster config.
 *
 * @throws InputError that names the key and what is wrong with it
 */
export function readConfig(
  config: Config,
  logger: LoggerService,
): MlPlatformConfig {
  const clusters = readClusters(config, logger);
  return {
    clusters,
    mlflow: readMlflow(config),
    prometheus: readPrometheus(
      config,
      clusters.map(cluster => cluster.name),
      logger,
    ),
    links: readLinks(config),
    namespaceOwners: readNamespaceOwners(config),
  };
}
