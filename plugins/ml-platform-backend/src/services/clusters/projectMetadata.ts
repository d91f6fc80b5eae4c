import { OwnerReference, StoredObject } from '@callboard/kube-reflector';
import { asNumber, asRecord, asRecords, asString, asStringMap } from './fields';

/**
 * Annotations that the portal reads: its own, Argo CD's tracking id, Kueue's.
 * The rest, with `last-applied-configuration` above all, is not kept.
 */
function isKeptAnnotation(key: string): boolean {
  return (
    key.startsWith('callboard.dev/') ||
    key.startsWith('kueue.x-k8s.io/') ||
    key === 'argocd.argoproj.io/tracking-id'
  );
}

function projectOwner(value: Record<string, unknown>): OwnerReference {
  return {
    apiVersion: asString(value.apiVersion) ?? '',
    kind: asString(value.kind) ?? '',
    name: asString(value.name) ?? '',
    uid: asString(value.uid) ?? '',
    ...(value.controller === true && { controller: true }),
  };
}

/** The part of every object that the store and its indexes need. */
export function projectMetadata(object: {
  [field: string]: unknown;
}): StoredObject {
  const metadata = asRecord(object.metadata);
  const owners = asRecords(metadata.ownerReferences).map(projectOwner);
  return {
    apiVersion: asString(object.apiVersion) ?? '',
    kind: asString(object.kind) ?? '',
    metadata: {
      name: asString(metadata.name) ?? '',
      namespace: asString(metadata.namespace),
      uid: asString(metadata.uid) ?? '',
      resourceVersion: asString(metadata.resourceVersion) ?? '',
      generation: asNumber(metadata.generation),
      creationTimestamp: asString(metadata.creationTimestamp) ?? '',
      deletionTimestamp: asString(metadata.deletionTimestamp),
      labels: asStringMap(metadata.labels),
      annotations: asStringMap(metadata.annotations, isKeptAnnotation),
      ownerReferences: owners.length > 0 ? owners : undefined,
    },
  };
}
