import { Config } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { GitOpsRepository } from '@callboard/gitops-writer';
import { forgeCredentials } from './forgeCredentials';
import { fillLink, forgeLinks } from './forgeLinks';
import type { GitOpsRepositories, GitOpsTarget } from './gitOpsRepositoriesRef';
import { readGitOpsConfig } from './readGitOpsConfig';

/** The GitOps repositories of the portal's config. */
export class DefaultGitOpsRepositories implements GitOpsRepositories {
  readonly #targets: GitOpsTarget[];

  static fromConfig(config: Config): GitOpsRepositories {
    const integrations = ScmIntegrations.fromConfig(config);
    const findCredentials = forgeCredentials(integrations);
    const targets = readGitOpsConfig(config).map(entry => {
      const { id, url, branch, root, cacheDir, committer } = entry;
      const links = forgeLinks(integrations, url);
      return {
        id,
        url,
        branch,
        root,
        repository: GitOpsRepository.create({
          url,
          cacheDir,
          committer,
          credentials: async () =>
            entry.credentials ?? (await findCredentials(url)),
        }),
        commitUrl: (commit: string) =>
          fillLink(entry.commitUrl ?? links.commitUrl, { commit }),
        fileUrl: (path: string) =>
          fillLink(entry.fileUrl ?? links.fileUrl, { branch, path }),
      };
    });
    return new DefaultGitOpsRepositories(targets);
  }

  private constructor(targets: GitOpsTarget[]) {
    this.#targets = targets;
  }

  get(id?: string): GitOpsTarget {
    if (this.#targets.length === 0) {
      throw new NotFoundError(
        'No GitOps repository is configured: add one with id and url to mlPlatform.gitops.repositories',
      );
    }
    const target =
      id === undefined
        ? this.#targets[0]
        : this.#targets.find(candidate => candidate.id === id);
    if (!target) {
      const known = this.#targets.map(candidate => candidate.id).join(', ');
      throw new NotFoundError(
        `GitOps repository ${id} is not in mlPlatform.gitops.repositories, which has: ${known}`,
      );
    }
    return target;
  }

  list(): GitOpsTarget[] {
    return [...this.#targets];
  }
}
