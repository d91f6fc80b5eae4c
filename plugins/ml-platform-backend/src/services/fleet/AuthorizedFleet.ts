import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  FleetState,
  Workload,
  mlWorkloadReadPermission,
} from '@callboard/plugin-ml-platform-common';
import { NamespaceOwner } from '../../config/types';
import { namespaceOwnersOf } from '../entities/belongsTo';
import { readOwners } from '../entities/readBinding';
import { WorkloadGuard } from '../workloadGuard';
import { ClusterWorkloads } from '../workloads/ClusterWorkloads';

/** All workloads of all clusters that one person may see. */
export class AuthorizedFleet {
  readonly #workloads: readonly ClusterWorkloads[];
  readonly #catalog: CatalogService;
  readonly #guard: WorkloadGuard;
  readonly #namespaceOwners: readonly NamespaceOwner[];

  constructor(options: {
    workloads: readonly ClusterWorkloads[];
    catalog: CatalogService;
    guard: WorkloadGuard;
    namespaceOwners: readonly NamespaceOwner[];
  }) {
    this.#workloads = options.workloads;
    this.#catalog = options.catalog;
    this.#guard = options.guard;
    this.#namespaceOwners = options.namespaceOwners;
  }

  /** @throws NotAllowedError when no workload at all may be seen */
  async read(options: {
    credentials: BackstageCredentials;
  }): Promise<FleetState> {
    const decision = await this.#guard(options.credentials);
    if (decision.denied) {
      throw new NotAllowedError(
        `It takes the permission ${mlWorkloadReadPermission.name}`,
      );
    }
    const all = this.#workloads.flatMap(cluster =>
      cluster.list().map(({ workload }) => workload),
    );
    const entityOwners = await this.#entityOwners(all, options.credentials);
    return {
      items: all
        .flatMap(workload => {
          const owners = [
            ...(entityOwners.get(workload.entityRef ?? '') ?? []),
            ...namespaceOwnersOf(workload, this.#namespaceOwners),
          ];
          return decision.allows({ ...workload, owners })
            ? [{ ...workload, owner: owners[0] }]
            : [];
        })
        .sort(
          (a, b) =>
            b.createdAt.localeCompare(a.createdAt) ||
            a.uid.localeCompare(b.uid),
        ),
      sources: this.#workloads.map(cluster => cluster.source()),
      lookedFor: this.#workloads.map(({ cluster }) => ({
        what: 'workloads of all kinds',
        where: `cluster ${cluster.name}`,
      })),
    };
  }

  /** Owners of the entities that workloads name, as far as the person sees them. */
  async #entityOwners(
    workloads: readonly Workload[],
    credentials: BackstageCredentials,
  ): Promise<Map<string, string[]>> {
    const refs = [
      ...new Set(workloads.flatMap(workload => workload.entityRef ?? [])),
    ];
    if (refs.length === 0) {
      return new Map();
    }
    const { items } = await this.#catalog.getEntitiesByRefs(
      {
        entityRefs: refs,
        fields: ['kind', 'metadata', 'spec.owner', 'relations'],
      },
      { credentials },
    );
    return new Map(
      refs.map((ref, index) => {
        const entity = items[index];
        return [ref, entity ? readOwners(entity) : []];
      }),
    );
  }
}
