import { KubeStore } from './KubeStore';
import {
  JsonObject,
  deleteAt,
  isJsonObject,
  leaves,
  overlay,
  sameJson,
  valueAt,
} from './json';
import { StatusError } from './StatusError';
import { validateObject } from './validateObject';
import { mutateOnCreate } from './mutateOnCreate';
import { Draft, KubeObject, Resource } from './types';

/** Last applied configuration: by object uid, then by field manager. */
export type AppliedConfigurations = Record<string, Record<string, JsonObject>>;

interface ApplyOptions {
  fieldManager: string;
  force?: boolean;
  dryRun?: boolean;
}

/**
 * Server-side apply. Ownership is kept as each manager's last applied
 * configuration instead of managedFields; lists are atomic, as in a CRD
 * without list-map keys.
 */
export class ServerSideApply {
  readonly #applied: Map<string, Record<string, JsonObject>>;

  constructor(
    private readonly store: KubeStore,
    saved: AppliedConfigurations = {},
  ) {
    this.#applied = new Map(Object.entries(saved));
  }

  apply(
    resource: Resource,
    namespace: string | undefined,
    name: string,
    body: Draft,
    options: ApplyOptions,
  ): { object: KubeObject; created: boolean } {
    const config = configurationOf(body, resource);
    const current = this.store.find(resource, namespace, name);
    if (!current) {
      const draft = mutateOnCreate(resource, {
        ...body,
        metadata: { ...body.metadata, name, namespace },
      });
      validateObject(this.store, resource, draft);
      const object = this.store.create(resource, draft, options);
      if (!options.dryRun) {
        this.#remember(object.metadata.uid, options.fieldManager, config);
      }
      return { object, created: true };
    }

    const { uid } = current.metadata;
    const managers = this.#applied.get(uid) ?? {};
    if (!options.force) {
      refuseConflicts(managers, options.fieldManager, config);
    }
    const object = this.store.modify(
      resource,
      current,
      live => {
        const merged = overlay(live, config) as KubeObject & JsonObject;
        for (const { path } of leaves(managers[options.fieldManager] ?? {})) {
          const othersOwn = Object.entries(managers).some(
            ([manager, other]) =>
              manager !== options.fieldManager &&
              valueAt(other, path) !== undefined,
          );
          if (valueAt(config, path) === undefined && !othersOwn) {
            deleteAt(merged, path);
          }
        }
        validateObject(this.store, resource, merged);
        return merged;
      },
      options,
    );
    if (!options.dryRun) {
      this.#remember(uid, options.fieldManager, config);
    }
    return { object, created: false };
  }

  /** Forgets objects that are gone. */
  retain(isAlive: (uid: string) => boolean): void {
    for (const uid of this.#applied.keys()) {
      if (!isAlive(uid)) {
        this.#applied.delete(uid);
      }
    }
  }

  toJSON(): AppliedConfigurations {
    return Object.fromEntries(this.#applied);
  }

  #remember(uid: string, manager: string, config: JsonObject): void {
    this.#applied.set(uid, { ...this.#applied.get(uid), [manager]: config });
  }
}

/** What a manager can own: no identity, no server-set metadata, no status. */
function configurationOf(body: Draft, resource: Resource): JsonObject {
  const {
    apiVersion: _apiVersion,
    kind: _kind,
    metadata,
    status,
    ...rest
  } = body;
  const { labels, annotations, ownerReferences } = metadata;
  return JSON.parse(
    JSON.stringify({
      ...rest,
      status: resource.hasStatus ? undefined : status,
      metadata: { labels, annotations, ownerReferences },
    }),
  );
}

function refuseConflicts(
  managers: Record<string, JsonObject>,
  self: string,
  config: JsonObject,
): void {
  const conflicts = Object.entries(managers)
    .filter(([manager]) => manager !== self)
    .flatMap(([manager, other]) =>
      leaves(config)
        .filter(({ path, value }) => {
          const theirs = valueAt(other, path);
          return (
            theirs !== undefined &&
            !isJsonObject(theirs) &&
            !sameJson(theirs, value)
          );
        })
        .map(({ path }) => ({ manager, field: `.${path.join('.')}` })),
    );
  if (conflicts.length > 0) {
    const list = conflicts.map(c => `conflict with "${c.manager}": ${c.field}`);
    throw new StatusError(
      409,
      'Conflict',
      `Apply failed with ${conflicts.length} conflict${
        conflicts.length > 1 ? 's' : ''
      }: ${list.join(', ')}`,
      {
        causes: conflicts.map(c => ({
          reason: 'FieldManagerConflict',
          message: `conflict with "${c.manager}"`,
          field: c.field,
        })),
      },
    );
  }
}
