import { LoggerService } from '@backstage/backend-plugin-api';
import { LABEL_KUBERNETES_ID } from '@callboard/plugin-ml-platform-common';
import { MlSystem } from '@callboard/plugin-ml-platform-node';
import { MlPlatformConfig } from '../config/types';
import { MlflowRegistry } from '../systems/mlflow/MlflowRegistry';
import { Cluster } from './clusters/Cluster';
import { guardProjection } from './clusters/guardProjection';
import { APPLICATIONS, SHARED_KINDS } from './clusters/resources';
import { ChangeHub } from './live/ChangeHub';
import { UsageMonitor } from './metrics/UsageMonitor';
import { ClusterWorkloads } from './workloads/ClusterWorkloads';
import { DeliveryIndex } from './workloads/DeliveryIndex';

/**
 * Everything that is followed: one watch per cluster and kind, one poll loop
 * per MLflow server and metrics store. Starts and stops them together.
 */
export class Platform {
  readonly changes = new ChangeHub();
  readonly workloads: readonly ClusterWorkloads[];
  /** By cluster. */
  readonly usage: ReadonlyMap<string, UsageMonitor>;
  readonly mlflow: readonly MlflowRegistry[];
  readonly #deliveries: DeliveryIndex;

  constructor(options: {
    config: MlPlatformConfig;
    systems: readonly MlSystem[];
    logger: LoggerService;
  }) {
    const { config, systems, logger } = options;
    const { links } = config;
    const kinds = [
      ...systems.flatMap(system => system.workloadKinds.map(guardProjection)),
      ...SHARED_KINDS,
    ];
    const clusters = config.clusters.map(
      cluster => new Cluster({ config: cluster, kinds }),
    );
    const deliveries = new DeliveryIndex({ clusters, links });
    this.#deliveries = deliveries;
    this.workloads = clusters.map(
      cluster => new ClusterWorkloads({ cluster, systems, deliveries, links }),
    );
    this.usage = new Map(
      config.prometheus.map(prometheus => [
        prometheus.cluster,
        new UsageMonitor({
          config: prometheus,
          logger,
          onChange: () => this.changes.publish('metrics'),
        }),
      ]),
    );
    this.mlflow = config.mlflow.map(
      mlflow =>
        new MlflowRegistry({
          config: mlflow,
          logger,
          onChange: () => this.changes.publish('mlflow'),
        }),
    );
  }

  start(): void {
    for (const workloads of this.workloads) {
      this.#follow(workloads);
    }
    for (const poller of [...this.usage.values(), ...this.mlflow]) {
      poller.start();
    }
  }

  /** Resolves once nothing is open any more. */
  async stop(): Promise<void> {
    await Promise.all([
      ...this.workloads.map(({ cluster }) => cluster.stop()),
      ...[...this.usage.values()].map(usage => usage.stop()),
      ...this.mlflow.map(server => server.stop()),
    ]);
  }

  #follow(workloads: ClusterWorkloads): void {
    let lastState = '';
    workloads.cluster.start(
      (kind, tops) => {
        if (kind === APPLICATIONS) {
          this.#deliveries.invalidate();
        }
        const ids = new Set<string>();
        for (const { metadata } of tops) {
          workloads.invalidate(metadata.uid);
          const id = metadata.labels?.[LABEL_KUBERNETES_ID];
          if (id !== undefined) {
            ids.add(id);
          }
        }
        ids.forEach(id => this.changes.publish(`id:${id}`));
      },
      () => {
        const { state, error } = workloads.source();
        const now = `${state} ${error ?? ''}`;
        if (now !== lastState) {
          lastState = now;
          this.changes.publish('status');
        }
      },
    );
  }
}
