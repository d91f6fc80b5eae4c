import {
  createBackendPlugin,
  coreServices,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { DefaultGitOpsRepositories } from './DefaultGitOpsRepositories';
import { forgeCredentials } from './forgeCredentials';
import {
  GitOpsRepositories,
  gitOpsRepositoriesRef,
} from './gitOpsRepositoriesRef';

const repositories = [
  { id: 'prod', url: 'https://github.com/acme/gitops.git' },
  {
    id: 'lab',
    url: 'http://127.0.0.1:1/git/lab.git',
    branch: 'trunk',
    root: '/ml/clusters/',
    commitUrl: 'http://127.0.0.1:1/c/{commit}',
    fileUrl: 'http://127.0.0.1:1/{branch}?file={path}',
    credentials: { username: 'bot', password: 'secret' },
  },
];

function fromConfig(gitops: object | undefined): GitOpsRepositories {
  return DefaultGitOpsRepositories.fromConfig(
    new ConfigReader(gitops ? { mlPlatform: { gitops } } : {}),
  );
}

it('is one for all plugins of a backend', async () => {
  const seen: GitOpsRepositories[] = [];
  const plugin = (pluginId: string) =>
    createBackendPlugin({
      pluginId,
      register(env) {
        env.registerInit({
          deps: {
            gitops: gitOpsRepositoriesRef,
            logger: coreServices.logger,
          },
          async init({ gitops }) {
            seen.push(gitops);
          },
        });
      },
    });
  const backend = await startTestBackend({
    features: [
      plugin('one'),
      plugin('two'),
      mockServices.rootConfig.factory({
        data: { mlPlatform: { gitops: { repositories } } },
      }),
    ],
  });
  await backend.stop();
  expect(seen).toHaveLength(2);
  expect(seen[0]).toBe(seen[1]);
  expect(seen[0].list().map(({ id }) => id)).toEqual(['prod', 'lab']);
});

it('gives defaults, and links that fit the forge', () => {
  const gitops = fromConfig({ repositories });
  const prod = gitops.get();
  expect(prod).toMatchObject({
    id: 'prod',
    url: 'https://github.com/acme/gitops.git',
    branch: 'main',
    root: 'clusters',
  });
  expect(prod.commitUrl('abc')).toBe(
    'https://github.com/acme/gitops/commit/abc',
  );
  expect(prod.fileUrl('a b/c#.yaml')).toBe(
    'https://github.com/acme/gitops/blob/main/a%20b/c%23.yaml',
  );

  const lab = gitops.get('lab');
  expect(lab).toMatchObject({ branch: 'trunk', root: 'ml/clusters' });
  expect(lab.commitUrl('abc')).toBe('http://127.0.0.1:1/c/abc');
  expect(lab.fileUrl('a/b')).toBe('http://127.0.0.1:1/trunk?file=a/b');

  const plain = fromConfig({
    repositories: [{ id: 'x', url: 'https://git.acme.test/x.git' }],
  }).get();
  expect(plain.commitUrl('abc')).toBeUndefined();
  expect(plain.fileUrl('a')).toBeUndefined();
});

it('says what there is when asked for something else', () => {
  expect(() => fromConfig({ repositories }).get('dev')).toThrow(
    'GitOps repository dev is not in mlPlatform.gitops.repositories, which has: prod, lab',
  );
  expect(fromConfig(undefined).list()).toEqual([]);
  expect(() => fromConfig(undefined).get()).toThrow(
    expect.objectContaining({
      name: 'NotFoundError',
      message: expect.stringContaining(
        'add one with id and url to mlPlatform.gitops.repositories',
      ),
    }),
  );
});

it('refuses a config that cannot work', () => {
  expect(() =>
    fromConfig({ repositories: [repositories[0], repositories[0]] }),
  ).toThrow('has the id prod twice');
  expect(() =>
    fromConfig({
      repositories: [{ id: 'x', url: 'https://bot:hunter2@acme.test/x.git' }],
    }),
  ).toThrow(
    'https://***@acme.test/x.git holds credentials: pass them apart from the URL',
  );
});

it('finds credentials in the integrations, by kind of forge', async () => {
  const find = forgeCredentials(
    ScmIntegrations.fromConfig(
      new ConfigReader({
        integrations: {
          github: [{ host: 'github.com', token: 'gh' }],
          gitlab: [{ host: 'gitlab.com', token: 'gl' }],
          gitea: [{ host: 'gitea.test', username: 'u', password: 'gt' }],
          azure: [
            {
              host: 'dev.azure.com',
              credentials: [{ personalAccessToken: 'az' }],
            },
          ],
          bitbucketServer: [{ host: 'bbs.test', token: 'bs' }],
          bitbucketCloud: [{ username: 'u', appPassword: 'bc' }],
        },
      }),
    ),
  );
  for (const [url, username, password] of [
    ['https://github.com/a/b.git', 'x-access-token', 'gh'],
    ['https://gitlab.com/a/b.git', 'oauth2', 'gl'],
    ['https://gitea.test/a/b.git', 'u', 'gt'],
    ['https://dev.azure.com/o/p/_git/r', 'callboard', 'az'],
    ['https://bbs.test/scm/a/b.git', 'x-token-auth', 'bs'],
    ['https://bitbucket.org/a/b.git', 'u', 'bc'],
  ]) {
    expect(await find(url)).toEqual({ username, password });
  }
  expect(await find('https://elsewhere.test/a.git')).toBeUndefined();
});

it('finds no credentials in an integration without any', async () => {
  const find = forgeCredentials(
    ScmIntegrations.fromConfig(new ConfigReader({})),
  );
  expect(await find('https://github.com/a/b.git')).toBeUndefined();
  expect(await find('https://gitlab.com/a/b.git')).toBeUndefined();
  expect(await find('https://bitbucket.org/a/b.git')).toBeUndefined();
});
