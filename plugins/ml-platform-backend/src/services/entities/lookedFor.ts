import {
  LABEL_KUBERNETES_ID,
  Section,
} from '@callboard/plugin-ml-platform-common';
import { EntityBinding } from './readBinding';

type LookedFor = Section<never>['lookedFor'];

/** What was looked for in Kubernetes and where, for empty states. */
export function lookedForWorkloads(
  binding: EntityBinding,
  clusters: readonly string[],
): LookedFor {
  const { kubernetesId, cluster, namespace } = binding;
  if (kubernetesId === undefined) {
    return [];
  }
  const what = `objects labelled ${LABEL_KUBERNETES_ID}=${kubernetesId} that belong to ${binding.entityRef}`;
  const where = namespace ? `namespace ${namespace}` : 'all namespaces';
  return clusters.length > 0
    ? clusters.map(name => ({ what, where: `cluster ${name}, ${where}` }))
    : [
        {
          what,
          where: cluster
            ? `cluster ${cluster}, which is not configured`
            : 'no cluster is configured',
        },
      ];
}

/** What was looked for in MLflow and where, for empty states. */
export function lookedForModels(
  binding: EntityBinding,
  servers: readonly string[],
): LookedFor {
  return binding.models.flatMap(name => {
    const what = `registered model ${name}`;
    return servers.length > 0
      ? servers.map(id => ({ what, where: `MLflow server ${id}` }))
      : [
          {
            what,
            where: binding.mlflowInstance
              ? `MLflow server ${binding.mlflowInstance}, which is not configured`
              : 'no MLflow server is configured',
          },
        ];
  });
}
