import { LoggerService } from '@backstage/backend-plugin-api';
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { GitOpsTarget } from '@callboard/plugin-ml-platform-node';
import { readEntities } from './readEntities';

const DESCRIPTOR = 'catalog-info.yaml';

/**
 * Keeps the catalog in step with the `catalog-info.yaml` files below a GitOps
 * repository's root. While the repository cannot be read, the catalog keeps
 * what it has.
 *
 * @public
 */
export class GitOpsEntityProvider implements EntityProvider {
  readonly #target: GitOpsTarget;
  readonly #logger: LoggerService;
  #connection: EntityProviderConnection | undefined;
  /** The commit that the catalog shows. */
  #commit: string | undefined;
  #failing = false;
  #running: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  static create(options: {
    target: GitOpsTarget;
    logger: LoggerService;
  }): GitOpsEntityProvider {
    return new GitOpsEntityProvider(options);
  }

  private constructor(options: {
    target: GitOpsTarget;
    logger: LoggerService;
  }) {
    this.#target = options.target;
    this.#logger = options.logger.child({ repository: options.target.id });
  }

  /** {@inheritdoc @backstage/plugin-catalog-node#EntityProvider.getProviderName} */
  getProviderName(): string {
    return `ml-platform-gitops:${this.#target.id}`;
  }

  /** {@inheritdoc @backstage/plugin-catalog-node#EntityProvider.connect} */
  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
  }

  /**
   * Brings the catalog up to the branch's tip as it is when this is called or
   * later. Calls that come while one runs share the run after it. Does not
   * reject: the log says when reading begins and ceases to fail.
   */
  async refresh(signal?: AbortSignal): Promise<void> {
    this.#next ??= this.#running.then(() => {
      this.#next = undefined;
      this.#running = this.#refresh(signal);
      return this.#running;
    });
    await this.#next;
  }

  async #refresh(signal?: AbortSignal): Promise<void> {
    try {
      await this.#update(signal);
    } catch (error) {
      if (signal?.aborted) {
        return;
      }
      if (!this.#failing) {
        this.#failing = true;
        this.#logger.warn(
          'GitOps repository cannot be read: its entities stay as they are',
          error instanceof Error ? error : { error: String(error) },
        );
      }
      return;
    }
    if (this.#failing) {
      this.#failing = false;
      this.#logger.info('GitOps repository can be read again');
    }
  }

  async #update(signal?: AbortSignal): Promise<void> {
    const { branch, root, repository } = this.#target;
    if (!this.#connection) {
      return;
    }
    const tip = await repository.tip(branch, { signal });
    if (tip === this.#commit) {
      return;
    }
    const { commit, files } = await repository.readFiles({
      branch,
      match: path => isDescriptor(path, root),
      signal,
    });
    const { entities, skipped } = readEntities(this.#target, files);
    for (const { path, reason } of skipped) {
      this.#logger.warn('Catalog descriptor skipped', { path, reason });
    }
    await this.#connection.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({
        entity,
        locationKey: this.getProviderName(),
      })),
    });
    this.#commit = commit;
    this.#logger.info('Catalog follows GitOps repository', {
      commit,
      entities: entities.length,
      skipped: skipped.length,
    });
  }
}

function isDescriptor(path: string, root: string): boolean {
  return (
    (root === '' || path.startsWith(`${root}/`)) &&
    path.split('/').pop() === DESCRIPTOR
  );
}
