import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { devNull, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  catalogProcessingExtensionPoint,
  EntityProvider,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { GITOPS_COMMITTED_TOPIC } from '@callboard/plugin-ml-platform-node';
import catalogModuleMlPlatform from '.';

const run = promisify(execFile);

// Each test runs dozens of git processes.
jest.setTimeout(60_000);

let directory: string;
let bare: string;
let work: string;

async function git(cwd: string, ...args: string[]) {
  const identity = ['-c', 'user.name=A', '-c', 'user.email=a@b.test'];
  const { stdout } = await run('git', [...identity, ...args], {
    cwd,
    env: {
      PATH: process.env.PATH,
      GIT_CONFIG_GLOBAL: devNull,
      GIT_CONFIG_NOSYSTEM: '1',
    },
  });
  return stdout.trim();
}

async function commit(files: Record<string, string | undefined>) {
  for (const [path, content] of Object.entries(files)) {
    if (content === undefined) {
      await rm(join(work, path));
    } else {
      await mkdir(dirname(join(work, path)), { recursive: true });
      await writeFile(join(work, path), content);
    }
  }
  await git(work, 'add', '-A');
  await git(work, 'commit', '-q', '-m', 'Change');
  await git(work, 'push', '-q', bare, 'HEAD:main');
}

function component(name: string, extra = '') {
  return `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ${name}
  annotations:
    backstage.io/managed-by-location: url:https://spoofed.test
${extra}spec: { type: service, lifecycle: production, owner: team-a }
`;
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'catalog-gitops-'));
  bare = join(directory, 'gitops.git');
  work = join(directory, 'work');
  await git(directory, 'init', '-q', '--bare', '-b', 'main', bare);
  await git(directory, 'init', '-q', '-b', 'main', work);
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

async function start(repository: object = {}) {
  const providers: EntityProvider[] = [];
  const mutations: EntityProviderMutation[] = [];
  const events = mockServices.events();
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const backend = await startTestBackend({
    extensionPoints: [
      [
        catalogProcessingExtensionPoint,
        {
          addEntityProvider: (...added: EntityProvider[]) =>
            providers.push(...added),
        },
      ],
    ],
    features: [
      catalogModuleMlPlatform,
      createServiceFactory({
        service: eventsServiceRef,
        deps: {},
        factory: () => events,
      }),
      mockServices.scheduler.factory({ skipTaskRunOnStartup: true }),
      logger.factory,
      mockServices.rootConfig.factory({
        data: {
          mlPlatform: {
            gitops: {
              cacheDir: join(directory, 'cache'),
              repositories: [
                {
                  id: 'gitops',
                  url: pathToFileURL(bare).href,
                  fileUrl: 'https://git.test/{branch}/{path}',
                  ...repository,
                },
              ],
            },
          },
        },
      }),
    ],
  });
  for (const provider of providers) {
    await provider.connect({
      applyMutation: async mutation => {
        mutations.push(mutation);
      },
      refresh: async () => {},
    });
  }
  return {
    backend,
    logger,
    mutations,
    providers,
    /** Awaits what the event sets off. */
    tell: (id = 'gitops') =>
      events.publish({
        topic: GITOPS_COMMITTED_TOPIC,
        eventPayload: { repository: id, branch: 'main', commit: 'x' },
      }),
    names: () => {
      const last = mutations.at(-1);
      return last?.type === 'full'
        ? last.entities.map(({ entity }) => entity.metadata.name)
        : undefined;
    },
  };
}

it('provides entities of allowed kinds, each with its place', async () => {
  await commit({
    'clusters/demo/team-a/churn/catalog-info.yaml': `${component(
      'churn',
      '    callboard.dev/gitops-path: spoofed\n',
    )}---
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata: { name: churn-model, annotations: { backstage.io/source-location: 'url:https://own.test' } }
spec: { type: model, owner: team-a }
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: { name: admins }
spec: { type: team, children: [] }
`,
    'clusters/demo/team-a/broken/catalog-info.yaml': 'a: [\n',
    'clusters/demo/team-a/bad/catalog-info.yaml':
      'apiVersion: v1\nkind: Component\nmetadata: { title: nameless }\n',
    'clusters/demo/team-b/churn/catalog-info.yaml': component('churn'),
    'clusters/demo/team-b/other/catalog-info.yaml': component('other'),
    'clusters/demo/team-b/other/deployment.yaml': component('not-this-file'),
    'elsewhere/catalog-info.yaml': component('outside-of-the-root'),
  });
  const { backend, mutations, tell, logger, providers } = await start();
  expect(providers.map(p => p.getProviderName())).toEqual([
    'ml-platform-gitops:gitops',
  ]);
  await tell();

  const place =
    'url:https://git.test/main/clusters/demo/team-a/churn/catalog-info.yaml';
  expect(mutations).toEqual([
    {
      type: 'full',
      entities: [
        {
          locationKey: 'ml-platform-gitops:gitops',
          entity: expect.objectContaining({
            kind: 'Component',
            metadata: {
              name: 'churn',
              annotations: {
                'backstage.io/managed-by-location': place,
                'backstage.io/managed-by-origin-location': place,
                'backstage.io/source-location':
                  'url:https://git.test/main/clusters/demo/team-a/churn/',
                'callboard.dev/gitops-repository': 'gitops',
                'callboard.dev/gitops-path':
                  'clusters/demo/team-a/churn/catalog-info.yaml',
              },
            },
          }),
        },
        expect.objectContaining({
          entity: expect.objectContaining({
            kind: 'Resource',
            metadata: expect.objectContaining({
              annotations: expect.objectContaining({
                'backstage.io/source-location': 'url:https://own.test',
              }),
            }),
          }),
        }),
        expect.objectContaining({
          entity: expect.objectContaining({
            metadata: expect.objectContaining({ name: 'other' }),
          }),
        }),
      ],
    },
  ]);
  const skipped = logger.warn.mock.calls.map(([, fields]) => fields);
  expect(skipped).toEqual([
    {
      path: 'clusters/demo/team-a/bad/catalog-info.yaml',
      reason: expect.stringContaining('name'),
    },
    {
      path: 'clusters/demo/team-a/broken/catalog-info.yaml',
      reason: expect.stringContaining('YAML error'),
    },
    {
      path: 'clusters/demo/team-a/churn/catalog-info.yaml',
      reason: 'kind Group is not among Component, Resource, API',
    },
    {
      path: 'clusters/demo/team-b/churn/catalog-info.yaml',
      reason:
        'component:default/churn is in clusters/demo/team-a/churn/catalog-info.yaml already',
    },
  ]);
  await backend.stop();
});

it('follows the branch, and writes only when it moved', async () => {
  await commit({ 'clusters/a/catalog-info.yaml': component('a') });
  const { backend, mutations, names, tell } = await start();
  await tell('another-repository');
  expect(mutations).toHaveLength(0);
  await Promise.all([tell(), tell(), tell()]);
  await tell();
  expect(mutations).toHaveLength(1);
  expect(names()).toEqual(['a']);

  await commit({
    'clusters/a/catalog-info.yaml': undefined,
    'clusters/b/catalog-info.yaml': component('b'),
  });
  await tell();
  expect(names()).toEqual(['b']);
  expect(mutations).toHaveLength(2);
  await backend.stop();
});

it('keeps what is there while the repository cannot be read', async () => {
  await commit({ 'clusters/a/catalog-info.yaml': component('a') });
  const { backend, mutations, names, tell, logger } = await start();
  await tell();
  await rename(bare, `${bare}.away`);
  await tell();
  await tell();
  expect(mutations).toHaveLength(1);
  expect(logger.warn).toHaveBeenCalledTimes(1);
  await rename(`${bare}.away`, bare);
  await commit({ 'clusters/b/catalog-info.yaml': component('b') });
  await tell();
  expect(names()).toEqual(['a', 'b']);
  expect(logger.info).toHaveBeenCalledWith(
    'GitOps repository can be read again',
  );
  await backend.stop();
});

it('names the repository and path where no web page is known', async () => {
  await commit({ 'catalog-info.yaml': component('a') });
  const { backend, mutations, tell } = await start({
    root: '.',
    fileUrl: undefined,
  });
  await tell();
  expect(mutations).toMatchObject([
    {
      entities: [
        {
          entity: {
            metadata: {
              annotations: {
                'backstage.io/managed-by-location':
                  'gitops:gitops/catalog-info.yaml',
              },
            },
          },
        },
      ],
    },
  ]);
  await backend.stop();
});
