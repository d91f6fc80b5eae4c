import { KubeObject, Resource } from '../../kube/types';

/** Argo CD's annotation on what it has applied. */
export const TRACKING_ANNOTATION = 'argocd.argoproj.io/tracking-id';

export function trackingId(
  app: string,
  resource: Resource,
  target: { namespace?: string; name: string },
): string {
  return `${app}:${resource.group}/${resource.kind}:${target.namespace ?? ''}/${
    target.name
  }`;
}

/** Name of the Application in an object's tracking annotation. */
export function appNameOf(
  annotations?: Record<string, string>,
): string | undefined {
  return annotations?.[TRACKING_ANNOTATION]?.split(':')[0];
}

/**
 * Whether the annotation is the object's own: operators copy annotations to
 * what they create, and such a copy does not count.
 */
export function isTracked(
  app: string,
  resource: Resource,
  object: KubeObject,
): boolean {
  return (
    object.metadata.annotations?.[TRACKING_ANNOTATION] ===
    trackingId(app, resource, object.metadata)
  );
}
