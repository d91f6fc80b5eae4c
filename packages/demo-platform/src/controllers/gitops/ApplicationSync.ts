import { deleteObject } from '../../kube/deleteObject';
import { Application, ApplicationResource } from '../../kube/platformTypes';
import { findResourceByKind, RESOURCES } from '../../kube/resources';
import { ServerSideApply } from '../../kube/ServerSideApply';
import { Draft, KubeObject, Resource } from '../../kube/types';
import { ControllerContext } from '../Controller';
import { resourceHealth } from './resourceHealth';
import { isTracked, TRACKING_ANNOTATION, trackingId } from './tracking';

const FIELD_MANAGER = 'argocd-controller';

interface Tracked {
  resource: Resource;
  object: KubeObject;
}

/** Applies, prunes and compares the resources of one Application. */
export class ApplicationSync {
  constructor(
    private readonly context: ControllerContext,
    private readonly serverSideApply: ServerSideApply,
  ) {}

  /** Objects that this Application has applied. */
  tracked(app: string): Tracked[] {
    return RESOURCES.flatMap(resource =>
      this.context.store
        .list(resource)
        .filter(object => isTracked(app, resource, object))
        .map(object => ({ resource, object })),
    );
  }

  /** Server-side apply of everything, then prune. Returns what failed. */
  apply(app: string, drafts: Draft[]): string[] {
    const problems: string[] = [];
    for (const draft of drafts) {
      try {
        this.#applyOne(app, draft);
      } catch (error) {
        problems.push(error instanceof Error ? error.message : String(error));
      }
    }
    if (problems.length === 0) {
      this.#prune(app, drafts);
    }
    return problems;
  }

  deleteAll(app: string): void {
    for (const { resource, object } of this.tracked(app)) {
      this.#delete(resource, object);
    }
  }

  /** One entry of status.resources for each wanted or left-over object. */
  compare(app: string, drafts: Draft[]): ApplicationResource[] {
    const { store } = this.context;
    const wanted = drafts.map((draft): ApplicationResource => {
      const resource = findResourceByKind(draft.apiVersion, draft.kind);
      const [group, version] = draft.apiVersion.includes('/')
        ? draft.apiVersion.split('/')
        : [undefined, draft.apiVersion];
      const { name = '', namespace } = draft.metadata;
      const live = resource && store.find(resource, namespace, name);
      const health = live ? resourceHealth(live) : 'Missing';
      return {
        group,
        version,
        kind: draft.kind,
        namespace: resource?.namespaced === false ? undefined : namespace,
        name,
        status:
          live && resource && isTracked(app, resource, live)
            ? 'Synced'
            : 'OutOfSync',
        health: health ? { status: health } : undefined,
      };
    });
    const leftOver = this.tracked(app)
      .filter(({ object }) => !isWanted(object, drafts))
      .map(
        ({ resource, object }): ApplicationResource => ({
          group: resource.group || undefined,
          version: resource.version,
          kind: resource.kind,
          namespace: object.metadata.namespace,
          name: object.metadata.name,
          status: 'OutOfSync',
          requiresPruning: true,
        }),
      );
    return [...wanted, ...leftOver];
  }

  #applyOne(app: string, draft: Draft): void {
    const resource = findResourceByKind(draft.apiVersion, draft.kind);
    if (!resource) {
      throw new Error(
        `The Kubernetes API could not find ${draft.apiVersion}/${draft.kind} for requested resource ` +
          `${draft.metadata.namespace}/${draft.metadata.name}. Make sure the "${draft.kind}" CRD is installed on the destination cluster.`,
      );
    }
    const name = draft.metadata.name ?? '';
    const namespace = resource.namespaced
      ? draft.metadata.namespace
      : undefined;
    const exists = this.context.store.find(resource, namespace, name);
    this.serverSideApply.apply(
      resource,
      namespace,
      name,
      {
        ...draft,
        // RespectIgnoreDifferences: Kueue owns it once the object is there.
        spec: exists ? withoutSuspend(draft.spec) : draft.spec,
        metadata: {
          ...draft.metadata,
          annotations: {
            ...draft.metadata.annotations,
            [TRACKING_ANNOTATION]: trackingId(app, resource, {
              namespace,
              name,
            }),
          },
        },
      },
      { fieldManager: FIELD_MANAGER, force: true },
    );
  }

  #prune(app: string, drafts: Draft[]): void {
    for (const { resource, object } of this.tracked(app)) {
      if (!isWanted(object, drafts)) {
        this.#delete(resource, object);
      }
    }
  }

  #delete(resource: Resource, object: KubeObject): void {
    if (!object.metadata.deletionTimestamp) {
      deleteObject(this.context.store, resource, object);
    }
  }
}

function withoutSuspend(spec: object | undefined): object | undefined {
  if (!spec || !('suspend' in spec)) {
    return spec;
  }
  const { suspend: _suspend, ...rest } = spec;
  return rest;
}

function isWanted(object: KubeObject, drafts: Draft[]): boolean {
  return drafts.some(
    draft =>
      draft.apiVersion === object.apiVersion &&
      draft.kind === object.kind &&
      draft.metadata.name === object.metadata.name &&
      (object.metadata.namespace === undefined ||
        draft.metadata.namespace === object.metadata.namespace),
  );
}

/** Images of what an Application runs, for status.summary. */
export function imagesOf(app: Application, drafts: Draft[]): string[] {
  const found = JSON.stringify(drafts).matchAll(/"image":"([^"]+)"/g);
  const images = new Set([...found].map(match => match[1]));
  return images.size > 0
    ? [...images].sort()
    : app.status?.summary?.images ?? [];
}
