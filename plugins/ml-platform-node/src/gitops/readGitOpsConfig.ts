import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

export interface GitOpsRepositoryConfig {
  id: string;
  url: string;
  branch: string;
  root: string;
  cacheDir: string;
  committer: { name: string; email: string };
  /** Has `{commit}` in it. */
  commitUrl?: string;
  /** Has `{branch}` and `{path}` in it. */
  fileUrl?: string;
  credentials?: { username: string; password: string };
}

/** Reads `mlPlatform.gitops`; no repositories when it is absent. */
export function readGitOpsConfig(rootConfig: Config): GitOpsRepositoryConfig[] {
  const config = rootConfig.getOptionalConfig('mlPlatform.gitops');
  const cacheDir =
    config?.getOptionalString('cacheDir') ?? join(tmpdir(), 'callboard-gitops');
  const committer = {
    name: config?.getOptionalString('committer.name') ?? 'Callboard',
    email:
      config?.getOptionalString('committer.email') ?? 'callboard@localhost',
  };
  const repositories = (
    config?.getOptionalConfigArray('repositories') ?? []
  ).map(entry => {
    const url = entry.getString('url');
    const credentials = entry.getOptionalConfig('credentials');
    return {
      id: entry.getString('id'),
      url,
      branch: entry.getOptionalString('branch') ?? 'main',
      root: trimRoot(entry.getOptionalString('root') ?? 'clusters'),
      cacheDir: join(cacheDir, shortHash(url)),
      committer,
      commitUrl: entry.getOptionalString('commitUrl'),
      fileUrl: entry.getOptionalString('fileUrl'),
      credentials: credentials && {
        username: credentials.getString('username'),
        password: credentials.getString('password'),
      },
    };
  });
  const ids = repositories.map(repository => repository.id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) {
    throw new InputError(
      `mlPlatform.gitops.repositories has the id ${twice} twice`,
    );
  }
  return repositories;
}

function shortHash(url: string): string {
  return createHash('sha256').update(url).digest('hex').slice(0, 16);
}

/** Without slashes around; empty for the repository's root. */
function trimRoot(root: string): string {
  return root.replace(/^(\.?\/)+|\/+$/g, '').replace(/^\.$/, '');
}
