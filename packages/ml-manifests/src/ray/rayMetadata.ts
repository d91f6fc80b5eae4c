import { KubernetesObject } from '../kubernetes';
import { LABEL_QUEUE, labels, objectAnnotations } from '../metadata';
import { RayClusterInput } from './rayClusterInput';
import { RayJobInput } from './rayJobInput';

/**
 * Metadata of the object. With a queue, Kueue's label: its webhook then
 * suspends the object until it is admitted, so `spec.suspend` stays out of
 * Git.
 */
export function rayMetadata(
  input: RayJobInput | RayClusterInput,
  name: string,
  component: string,
): KubernetesObject['metadata'] {
  return {
    name,
    namespace: input.namespace,
    labels: {
      ...labels(input, name, component),
      ...(input.queue ? { [LABEL_QUEUE]: input.queue } : {}),
    },
    annotations: objectAnnotations(input),
  };
}
