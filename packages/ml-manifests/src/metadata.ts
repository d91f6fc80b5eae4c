/*
 * The strings that tie objects to the catalog. They are a contract with the
 * portal's reading side, kept here as well because this package knows nothing
 * of Backstage.
 */

/** @public */
export const LABEL_KUBERNETES_ID = 'backstage.io/kubernetes-id';
/** @public */
export const ANNOTATION_ENTITY_REF = 'callboard.dev/entity-ref';
/** @public */
export const ANNOTATION_OWNER = 'callboard.dev/owner';
/** @public */
export const ANNOTATION_TEMPLATE = 'callboard.dev/template';
/** @public */
export const ANNOTATION_TEMPLATE_VERSION = 'callboard.dev/template-version';
/** @public */
export const LABEL_QUEUE = 'kueue.x-k8s.io/queue-name';

/** What metadata is made of, whatever the kind. */
export interface Identity {
  name: string;
  entityRef: string;
  owner?: string;
  system?: string;
  template?: { name: string; version: string };
}

/** Labels for an object or pod; `component` says which part it is. */
export function labels(
  identity: Identity,
  instance: string,
  component: string,
): Record<string, string> {
  return {
    'app.kubernetes.io/name': identity.name,
    'app.kubernetes.io/instance': instance,
    'app.kubernetes.io/component': component,
    'app.kubernetes.io/part-of': identity.system ?? identity.name,
    'app.kubernetes.io/managed-by': 'callboard',
    [LABEL_KUBERNETES_ID]: identity.name,
  };
}

/** Annotations for the object itself. */
export function objectAnnotations(
  identity: Identity,
): Record<string, string | undefined> {
  return {
    ...podAnnotations(identity),
    [ANNOTATION_OWNER]: identity.owner,
    [ANNOTATION_TEMPLATE]: identity.template?.name,
    [ANNOTATION_TEMPLATE_VERSION]: identity.template?.version,
  };
}

/**
 * Annotations for pods. The template's version stays out: it would make a new
 * release of the template a changed spec, and that a new run.
 */
export function podAnnotations(identity: Identity): Record<string, string> {
  return { [ANNOTATION_ENTITY_REF]: identity.entityRef };
}
