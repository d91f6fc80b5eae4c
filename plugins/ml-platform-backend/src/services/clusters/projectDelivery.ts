import { StoredObject } from '@callboard/kube-reflector';
import { Condition, parseConditions } from '../health/conditions';
import { asRecord, asRecords, asString } from './fields';
import { projectMetadata } from './projectMetadata';

/** What the portal keeps of an Argo CD Application. */
export interface StoredApplication extends StoredObject {
  sync?: string;
  health?: string;
  revision?: string;
  syncedAt?: string;
  message?: string;
  /** The cluster that it applies to, as Argo CD names it. */
  destination: { name?: string; server?: string };
  /** Objects that it manages, as `group/Kind/namespace/name`. */
  resources: string[];
}

/** What the portal keeps of a Flux Kustomization. */
export interface StoredKustomization extends StoredObject {
  conditions: Condition[];
  /** `main@sha1:<commit>`. */
  lastAppliedRevision?: string;
}

/** Projects an `argoproj.io/v1alpha1` Application. */
export function projectApplication(object: {
  [field: string]: unknown;
}): StoredApplication {
  const status = asRecord(object.status);
  const sync = asRecord(status.sync);
  const operation = asRecord(status.operationState);
  const failed = ['Failed', 'Error'].includes(asString(operation.phase) ?? '');
  const destination = asRecord(asRecord(object.spec).destination);
  const revisions = Array.isArray(sync.revisions) ? sync.revisions : [];
  return {
    ...projectMetadata(object),
    destination: {
      name: asString(destination.name),
      server: asString(destination.server)?.replace(/\/+$/, ''),
    },
    sync: asString(sync.status),
    health: asString(asRecord(status.health).status),
    revision: asString(sync.revision) ?? asString(revisions[0]),
    syncedAt: asString(operation.finishedAt),
    message:
      (failed ? asString(operation.message) : undefined) ??
      asRecords(status.conditions)
        .filter(condition => String(condition.type).endsWith('Error'))
        .map(condition => asString(condition.message))[0],
    resources: asRecords(status.resources).map(resource =>
      [resource.group, resource.kind, resource.namespace, resource.name]
        .map(part => asString(part) ?? '')
        .join('/'),
    ),
  };
}

/** Projects a `kustomize.toolkit.fluxcd.io/v1` Kustomization. */
export function projectKustomization(object: {
  [field: string]: unknown;
}): StoredKustomization {
  const status = asRecord(object.status);
  return {
    ...projectMetadata(object),
    conditions: parseConditions(status.conditions),
    lastAppliedRevision: asString(status.lastAppliedRevision),
  };
}
