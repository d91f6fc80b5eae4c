import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  ACCELERATOR_PROFILES,
  BuildOptions,
  NodeLabelScheme,
} from '@callboard/ml-manifests';

const SCHEMES: NodeLabelScheme[] = ['device', 'karpenter', 'none'];

/** `mlPlatform.emit`, read once. */
export interface EmitConfig {
  trackingUri?: string;
  /** EUR per device and hour, by profile id. */
  prices: Record<string, number>;
  /** By name of the cluster. */
  clusters: Map<string, BuildOptions>;
}

/** Throws InputError for values that could not be used. */
export function readEmitConfig(rootConfig: Config): EmitConfig {
  const config = rootConfig.getOptionalConfig('mlPlatform.emit');
  return {
    trackingUri: config?.getOptionalString('mlflow.trackingUri'),
    prices: readPrices(config?.getOptionalConfig('prices')),
    clusters: new Map(
      (config?.getOptionalConfigArray('clusters') ?? []).map(cluster => [
        cluster.getString('name'),
        {
          nodeLabels: readScheme(cluster),
          spotLabels: cluster.getOptional<Record<string, string>>('spotLabels'),
        },
      ]),
    ),
  };
}

function readPrices(prices: Config | undefined): Record<string, number> {
  if (!prices) {
    return {};
  }
  return Object.fromEntries(
    prices.keys().map(id => {
      if (!ACCELERATOR_PROFILES.some(profile => profile.id === id)) {
        throw new InputError(
          `mlPlatform.emit.prices has "${id}", which is not an accelerator profile`,
        );
      }
      return [id, prices.getNumber(id)];
    }),
  );
}

function readScheme(cluster: Config): NodeLabelScheme | undefined {
  const value = cluster.getOptionalString('nodeLabels');
  const scheme = SCHEMES.find(known => known === value);
  if (value !== undefined && !scheme) {
    throw new InputError(
      `mlPlatform.emit.clusters: nodeLabels "${value}" is none of ${SCHEMES.join(
        ', ',
      )}`,
    );
  }
  return scheme;
}
