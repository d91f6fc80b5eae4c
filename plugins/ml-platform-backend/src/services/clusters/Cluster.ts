import { ClusterReflector, StoredObject } from '@callboard/kube-reflector';
import {
  LABEL_KUBERNETES_ID,
  SourceStatus,
} from '@callboard/plugin-ml-platform-common';
import { KubeObject } from '@callboard/plugin-ml-platform-node';
import { ClusterConfig } from '../../config/types';
import { KindStatus, describeSource } from '../health/describeSource';
import { createClusterTransport } from './createClusterTransport';
import { FollowedKind } from './resources';

/** Told after changes, with the tops of the owner chains that changed. */
export type ClusterListener = (
  kind: FollowedKind,
  tops: readonly StoredObject[],
) => void;

/**
 * One cluster as it is kept in memory: the kinds that are followed, their
 * objects by name, label and owner, and how following them stands.
 */
export class Cluster {
  readonly #config: ClusterConfig;
  readonly #kinds: readonly FollowedKind[];
  readonly #reflector: ClusterReflector;
  #unsubscribe: (() => void)[] = [];

  constructor(options: {
    config: ClusterConfig;
    kinds: readonly FollowedKind[];
  }) {
    this.#config = options.config;
    this.#kinds = options.kinds;
    this.#reflector = new ClusterReflector({
      transport: createClusterTransport(options.config.connection),
      selectors: options.kinds.map(kind => ({
        selector: kind.resource,
        // The reflector hands over what the API server sent, an object.
        project: raw => kind.project(raw as KubeObject),
      })),
      namespaces: options.config.namespaces,
      indexedLabels: [LABEL_KUBERNETES_ID],
    });
  }

  get name(): string {
    return this.#config.name;
  }

  /** Address as Argo CD may name it; absent for one from a kubeconfig. */
  get server(): string | undefined {
    const { connection } = this.#config;
    return connection.type === 'direct' ? connection.server : undefined;
  }

  /** Whether only some namespaces are followed. */
  get isLimited(): boolean {
    return this.#config.namespaces !== undefined;
  }

  /**
   * @param onChange - called for objects that came, went or changed
   * @param onStatus - called as well when only the connection changed
   */
  start(onChange: ClusterListener, onStatus: () => void): void {
    this.#unsubscribe = [
      this.#reflector.subscribe(onStatus),
      ...this.#kinds.flatMap(kind => {
        const store = this.#reflector.store(
          kind.resource.group,
          kind.resource.kind,
        );
        return store
          ? store.subscribe(deltas =>
              onChange(
                kind,
                deltas.map(({ object }) => this.topOwner(object)),
              ),
            )
          : [];
      }),
    ];
    this.#reflector.start();
  }

  async stop(): Promise<void> {
    for (const unsubscribe of this.#unsubscribe.splice(0)) {
      unsubscribe();
    }
    await this.#reflector.stop();
  }

  list<T extends StoredObject>(kind: FollowedKind<T>): T[] {
    return this.#store(kind)?.list() ?? [];
  }

  byLabel<T extends StoredObject>(
    kind: FollowedKind<T>,
    label: typeof LABEL_KUBERNETES_ID,
    value: string,
  ): T[] {
    return this.#store(kind)?.byIndex(`label:${label}`, value) ?? [];
  }

  getByName<T extends StoredObject>(
    kind: FollowedKind<T>,
    namespace: string | undefined,
    name: string,
  ): T | undefined {
    return this.#store(kind)?.getByName(namespace, name);
  }

  topOwner(object: StoredObject): StoredObject {
    return this.#reflector.topOwner(object);
  }

  descendants(object: StoredObject): StoredObject[] {
    return this.#reflector.descendants(object);
  }

  /**
   * How reading these kinds stands; of `helpful` ones only those are named
   * that may not be read.
   */
  source(
    kinds: readonly Pick<FollowedKind, 'resource'>[],
    helpful: readonly Pick<FollowedKind, 'resource'>[] = [],
  ): SourceStatus {
    return describeSource(
      this.name,
      this.#statuses(kinds),
      this.#statuses(helpful),
    );
  }

  #statuses(kinds: readonly Pick<FollowedKind, 'resource'>[]): KindStatus[] {
    const statuses = this.#reflector.statuses();
    return kinds.flatMap(({ resource: { group, kind } }) => {
      const status = statuses[group ? `${kind}.${group}` : kind];
      return status ? [{ kind, status }] : [];
    });
  }

  #store<T extends StoredObject>({ resource }: FollowedKind<T>) {
    return this.#reflector.store<T>(resource.group, resource.kind);
  }
}
