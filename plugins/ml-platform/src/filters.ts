import { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_KUBERNETES_ID,
  ANNOTATION_MLFLOW_MODELS,
} from '@callboard/plugin-ml-platform-common';
import { FilterPredicate } from '@backstage/filter-predicates';

/** Entities that say which Kubernetes objects are theirs. */
const HAS_WORKLOADS: FilterPredicate = {
  [`metadata.annotations.${ANNOTATION_KUBERNETES_ID}`]: { $exists: true },
};

/** Entities that say which registered models are theirs. */
export const HAS_MODELS: FilterPredicate = {
  [`metadata.annotations.${ANNOTATION_MLFLOW_MODELS}`]: { $exists: true },
};

/** Components that call themselves ML, annotated or not. */
const IS_ML: FilterPredicate = {
  kind: 'component',
  'spec.type': { $hasPrefix: 'ml-' },
};

/** Where the workload card shows: also where it has to say what is missing. */
export const SHOWS_WORKLOADS: FilterPredicate = {
  $any: [HAS_WORKLOADS, IS_ML],
};

/** Where the accelerators card shows. */
export const SHOWS_ACCELERATORS: FilterPredicate = HAS_WORKLOADS;

/** Where the tab shows. */
export const SHOWS_TAB: FilterPredicate = {
  $any: [HAS_WORKLOADS, HAS_MODELS, IS_ML],
};

/** Whether the entity names its workloads. */
export function bindsWorkloads(entity: Entity): boolean {
  return Boolean(entity.metadata.annotations?.[ANNOTATION_KUBERNETES_ID]);
}

/** Whether the entity names its models. */
export function bindsModels(entity: Entity): boolean {
  return Boolean(entity.metadata.annotations?.[ANNOTATION_MLFLOW_MODELS]);
}
