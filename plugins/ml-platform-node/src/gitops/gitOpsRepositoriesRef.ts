import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { GitOpsRepository } from '@callboard/gitops-writer';
import { DefaultGitOpsRepositories } from './DefaultGitOpsRepositories';

/**
 * A configured GitOps repository and the branch of it that the clusters
 * follow.
 *
 * @public
 */
export interface GitOpsTarget {
  id: string;
  /** Without credentials. */
  url: string;
  branch: string;
  /** Directory that manifests go below, without slashes around; may be ''. */
  root: string;
  repository: GitOpsRepository;
  /** Web page of a commit; undefined for a server without known pages. */
  commitUrl(commit: string): string | undefined;
  /** Web page of a file on the branch; undefined likewise. */
  fileUrl(path: string): string | undefined;
}

/** @public */
export interface GitOpsRepositories {
  /**
   * A repository by its id, or the first one configured. Throws NotFoundError
   * that names what there is.
   */
  get(id?: string): GitOpsTarget;
  /** All repositories, in the order of the configuration. */
  list(): GitOpsTarget[];
}

/**
 * The GitOps repositories of `mlPlatform.gitops`, shared by all plugins of a
 * backend, so that their commits queue up instead of racing each other.
 *
 * @public
 */
export const gitOpsRepositoriesRef = createServiceRef<GitOpsRepositories>({
  id: 'ml-platform.gitops-repositories',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { config: coreServices.rootConfig },
      factory: ({ config }) => DefaultGitOpsRepositories.fromConfig(config),
    }),
});
