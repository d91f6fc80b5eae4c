import {
  Entity,
  RELATION_OWNED_BY,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  ANNOTATION_KUBERNETES_CLUSTER,
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_KUBERNETES_NAMESPACE,
  ANNOTATION_MLFLOW_INSTANCE,
  ANNOTATION_MLFLOW_MODELS,
} from '@callboard/plugin-ml-platform-common';

/** What an entity says it is made of, and who owns it. */
export interface EntityBinding {
  entityRef: string;
  /** Normalised refs of its owners. */
  owners: string[];
  kubernetesId?: string;
  namespace?: string;
  cluster?: string;
  models: string[];
  mlflowInstance?: string;
}

/**
 * Refs of the entity's owners: its `ownedBy` relations, which the catalog has
 * resolved, or `spec.owner` while there are none.
 */
export function readOwners(entity: Entity): string[] {
  const related = (entity.relations ?? [])
    .filter(relation => relation.type === RELATION_OWNED_BY)
    .map(relation => relation.targetRef);
  if (related.length > 0) {
    return related;
  }
  const owner = entity.spec?.owner;
  if (typeof owner !== 'string' || !owner) {
    return [];
  }
  try {
    const defaults = {
      defaultKind: 'Group',
      defaultNamespace: entity.metadata.namespace ?? 'default',
    };
    return [stringifyEntityRef(parseEntityRef(owner, defaults))];
  } catch {
    return [];
  }
}

/** Reads an entity's annotations and owners. */
export function readBinding(entity: Entity): EntityBinding {
  const annotations = entity.metadata.annotations ?? {};
  const read = (key: string) => annotations[key]?.trim() || undefined;
  return {
    entityRef: stringifyEntityRef(entity),
    owners: readOwners(entity),
    kubernetesId: read(ANNOTATION_KUBERNETES_ID),
    namespace: read(ANNOTATION_KUBERNETES_NAMESPACE),
    cluster: read(ANNOTATION_KUBERNETES_CLUSTER),
    models: (read(ANNOTATION_MLFLOW_MODELS) ?? '')
      .split(',')
      .map(name => name.trim())
      .filter(Boolean),
    mlflowInstance: read(ANNOTATION_MLFLOW_INSTANCE),
  };
}
