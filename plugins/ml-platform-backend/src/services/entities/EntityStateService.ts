import {
  AcceleratorHolding,
  EntityState,
  RegisteredModel,
  Section,
  Workload,
} from '@callboard/plugin-ml-platform-common';
import { NamespaceOwner } from '../../config/types';
import { MlflowRegistry } from '../../systems/mlflow/MlflowRegistry';
import { readHoldings } from '../accelerators/readHoldings';
import { UsageMonitor } from '../metrics/UsageMonitor';
import { ClusterWorkloads, ReadWorkload } from '../workloads/ClusterWorkloads';
import { belongsTo } from './belongsTo';
import { lookedForModels, lookedForWorkloads } from './lookedFor';
import { EntityBinding } from './readBinding';

/** What {@link EntityStateService} reads from. */
export interface EntityStateSources {
  workloads: readonly ClusterWorkloads[];
  /** By cluster. */
  usage: ReadonlyMap<string, UsageMonitor>;
  mlflow: readonly MlflowRegistry[];
  namespaceOwners: readonly NamespaceOwner[];
}

interface ClusterRead {
  source: ClusterWorkloads;
  reads: ReadWorkload[];
}

function newestFirst(a: Workload, b: Workload): number {
  return b.createdAt.localeCompare(a.createdAt) || a.uid.localeCompare(b.uid);
}

/** Assembles what an entity's page shows, from memory. Authorises nothing. */
export class EntityStateService {
  readonly #sources: EntityStateSources;

  constructor(sources: EntityStateSources) {
    this.#sources = sources;
  }

  /**
   * @param mayShow - asked for each workload of the entity; what it refuses
   *   is left out of workloads and accelerators alike
   */
  read(
    binding: EntityBinding,
    mayShow: (workload: Workload) => boolean,
  ): EntityState {
    const clusters = this.#readClusters(binding, mayShow);
    return {
      entityRef: binding.entityRef,
      workloads: this.#workloads(binding, clusters),
      accelerators: this.#accelerators(binding, clusters),
      models: this.#models(binding),
    };
  }

  #readClusters(
    binding: EntityBinding,
    mayShow: (workload: Workload) => boolean,
  ): ClusterRead[] {
    const { kubernetesId, cluster } = binding;
    if (kubernetesId === undefined) {
      return [];
    }
    return this.#sources.workloads
      .filter(source => !cluster || source.cluster.name === cluster)
      .map(source => ({
        source,
        reads: source
          .list(kubernetesId)
          .filter(
            ({ workload }) =>
              belongsTo(workload, binding, this.#sources.namespaceOwners) &&
              mayShow(workload),
          ),
      }));
  }

  #workloads(
    binding: EntityBinding,
    clusters: readonly ClusterRead[],
  ): Section<Workload> {
    return {
      items: clusters
        .flatMap(({ reads }) =>
          reads.map(({ workload }) => ({
            ...workload,
            owner: binding.owners[0],
          })),
        )
        .sort(newestFirst),
      sources: clusters.map(({ source }) => source.source()),
      lookedFor: lookedForWorkloads(
        binding,
        clusters.map(({ source }) => source.cluster.name),
      ),
    };
  }

  #accelerators(
    binding: EntityBinding,
    clusters: readonly ClusterRead[],
  ): Section<AcceleratorHolding> {
    const names = clusters.map(({ source }) => source.cluster.name);
    return {
      items: clusters.flatMap(({ source, reads }) =>
        readHoldings({
          cluster: source.cluster,
          usage: this.#sources.usage.get(source.cluster.name),
          workloads: reads,
        }),
      ),
      sources: [
        ...clusters.map(({ source }) => source.source()),
        ...names.flatMap(name => this.#sources.usage.get(name)?.status() ?? []),
      ],
      lookedFor: lookedForWorkloads(binding, names),
    };
  }

  #models(binding: EntityBinding): Section<RegisteredModel> {
    const { models, mlflowInstance } = binding;
    const servers =
      models.length === 0
        ? []
        : this.#sources.mlflow.filter(
            server => !mlflowInstance || server.id === mlflowInstance,
          );
    return {
      items: servers.flatMap(server =>
        models.flatMap(name => server.get(name) ?? []),
      ),
      sources: servers.map(server => server.status()),
      lookedFor: lookedForModels(
        binding,
        servers.map(server => server.id),
      ),
    };
  }
}
