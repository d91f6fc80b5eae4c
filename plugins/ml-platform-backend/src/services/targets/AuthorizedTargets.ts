import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  TargetFacts,
  mlTargetReadPermission,
} from '@callboard/plugin-ml-platform-common';
import { Cluster } from '../clusters/Cluster';
import { readTarget } from './readTarget';

/** What clusters and namespaces offer, for whoever may know. */
export class AuthorizedTargets {
  readonly #clusters: readonly Cluster[];
  readonly #permissions: PermissionsService;

  constructor(options: {
    clusters: readonly Cluster[];
    permissions: PermissionsService;
  }) {
    this.#clusters = options.clusters;
    this.#permissions = options.permissions;
  }

  /**
   * @throws NotAllowedError without `ml-platform.target.read`
   * @throws NotFoundError for a cluster that is not configured
   */
  async read(
    target: { cluster: string; namespace: string },
    options: { credentials: BackstageCredentials },
  ): Promise<TargetFacts> {
    const [decision] = await this.#permissions.authorize(
      [{ permission: mlTargetReadPermission }],
      options,
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `It takes the permission ${mlTargetReadPermission.name}`,
      );
    }
    const cluster = this.#clusters.find(({ name }) => name === target.cluster);
    if (!cluster) {
      throw new NotFoundError(`No cluster ${target.cluster} is configured`);
    }
    return readTarget(cluster, target.namespace);
  }
}
