import { KubeStore } from './KubeStore';
import { PODS } from './resources';
import { KubeObject, Resource } from './types';

const GRACE_PERIOD_SECONDS = 30;

/**
 * Deletes an object. A bound pod is only marked: its kubelet removes it when
 * the containers have ended. Owned objects are left to the garbage collector.
 */
export function deleteObject(
  store: KubeStore,
  resource: Resource,
  object: KubeObject,
  options: { now?: boolean } = {},
): KubeObject {
  if (resource !== PODS || options.now || !isBound(object)) {
    store.remove(resource, object);
    return object;
  }
  return store.modify(resource, object, draft => {
    draft.metadata.deletionTimestamp ??= store.timestamp();
    draft.metadata.deletionGracePeriodSeconds ??= GRACE_PERIOD_SECONDS;
  });
}

function isBound(object: KubeObject): boolean {
  return (
    object.spec !== undefined &&
    'nodeName' in object.spec &&
    Boolean(object.spec.nodeName)
  );
}
