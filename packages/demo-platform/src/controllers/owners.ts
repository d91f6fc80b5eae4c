import { KubeObject, OwnerReference } from '../kube/types';

/** The reference that a controller puts on what it creates. */
export function controllerReference(owner: KubeObject): OwnerReference {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid,
    controller: true,
    blockOwnerDeletion: true,
  };
}

export function isOwnedBy(object: KubeObject, owner: KubeObject): boolean {
  return (
    object.metadata.ownerReferences?.some(
      reference => reference.uid === owner.metadata.uid,
    ) ?? false
  );
}

export function hasController(object: KubeObject): boolean {
  return (
    object.metadata.ownerReferences?.some(reference => reference.controller) ??
    false
  );
}
