import { RAY_CLUSTERS, RAY_JOBS } from './resources';
import { Draft, KubeObject, Resource } from './types';

export const QUEUE_NAME_LABEL = 'kueue.x-k8s.io/queue-name';

/**
 * Kueue's mutating webhook: a job with a queue starts suspended. The child
 * cluster of a RayJob is left alone, since its owner is what queues.
 */
export function mutateOnCreate<T extends KubeObject>(
  resource: Resource<T>,
  draft: Draft<T>,
): Draft<T> {
  const { labels, ownerReferences } = draft.metadata;
  const owned = ownerReferences?.some(owner => owner.controller);
  const isRay =
    resource.kind === RAY_JOBS.kind || resource.kind === RAY_CLUSTERS.kind;
  return isRay && labels?.[QUEUE_NAME_LABEL] && !owned
    ? { ...draft, spec: { ...draft.spec, suspend: true } }
    : draft;
}
