import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  EntityState,
  Section,
  mlModelReadPermission,
  mlWorkloadReadPermission,
} from '@callboard/plugin-ml-platform-common';
import { NamespaceOwner } from '../../config/types';
import { WorkloadDecision, WorkloadGuard } from '../workloadGuard';
import { namespaceOwnersOf } from './belongsTo';
import { EntityStateService } from './EntityStateService';
import { EntityBinding, readBinding } from './readBinding';

/** What one person may see of one entity, by the decision of the moment. */
export interface EntityAccess {
  binding: EntityBinding;
  workloads: WorkloadDecision;
  models: boolean;
}

function deniedSection<T>(permission: string): Section<T> {
  return { items: [], sources: [], lookedFor: [], denied: { permission } };
}

/**
 * Guards {@link EntityStateService}: the entity is read with the person's own
 * credentials, workloads are decided one by one, models by permission for
 * whoever sees the entity that names them.
 */
export class AuthorizedEntityStates {
  readonly #service: EntityStateService;
  readonly #catalog: CatalogService;
  readonly #permissions: PermissionsService;
  readonly #guard: WorkloadGuard;
  readonly #namespaceOwners: readonly NamespaceOwner[];

  constructor(options: {
    service: EntityStateService;
    catalog: CatalogService;
    permissions: PermissionsService;
    guard: WorkloadGuard;
    namespaceOwners: readonly NamespaceOwner[];
  }) {
    this.#service = options.service;
    this.#catalog = options.catalog;
    this.#permissions = options.permissions;
    this.#guard = options.guard;
    this.#namespaceOwners = options.namespaceOwners;
  }

  /**
   * @throws NotFoundError when the person does not see the entity
   * @throws NotAllowedError when nothing of it may be shown
   */
  async authorize(
    entityRef: string,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<EntityAccess> {
    const [entity, workloads, [models]] = await Promise.all([
      this.#catalog.getEntityByRef(entityRef, { credentials }),
      this.#guard(credentials),
      this.#permissions.authorize([{ permission: mlModelReadPermission }], {
        credentials,
      }),
    ]);
    if (!entity) {
      throw new NotFoundError(`No entity ${entityRef} in the catalog`);
    }
    const mayReadModels = models.result === AuthorizeResult.ALLOW;
    if (workloads.denied && !mayReadModels) {
      throw new NotAllowedError(
        `It takes the permission ${mlWorkloadReadPermission.name} or ${mlModelReadPermission.name}`,
      );
    }
    return { binding: readBinding(entity), workloads, models: mayReadModels };
  }

  /** Reads what an access lets through. */
  read({ binding, workloads, models }: EntityAccess): EntityState {
    const state = this.#service.read(
      binding,
      workload =>
        !workloads.denied &&
        workloads.allows({
          ...workload,
          owners: [
            ...binding.owners,
            ...namespaceOwnersOf(workload, this.#namespaceOwners),
          ],
        }),
    );
    return {
      ...state,
      ...(workloads.denied && {
        workloads: deniedSection(mlWorkloadReadPermission.name),
        accelerators: deniedSection(mlWorkloadReadPermission.name),
      }),
      ...(!models && { models: deniedSection(mlModelReadPermission.name) }),
    };
  }
}
