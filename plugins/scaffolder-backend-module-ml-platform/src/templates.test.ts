import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { ACCELERATOR_PROFILES } from '@callboard/ml-manifests';
import { mlPlatformClientRef } from '@callboard/plugin-ml-platform-node';
import request from 'supertest';
import { parse } from 'yaml';
import scaffolderModuleMlPlatform from './index';
import { BareRepository } from './__testUtils__/BareRepository';
import { demoFacts } from './__testUtils__/demoFacts';

const TEMPLATES = resolve(__dirname, '../../../templates');

interface Example {
  values: Record<string, unknown>;
  refused: { values: Record<string, unknown>; error: string }[];
}

type Parameters = {
  properties: Record<
    string,
    { default?: unknown; enum?: string[]; enumNames?: string[] }
  >;
}[];

const names = readdirSync(TEMPLATES).filter(name =>
  statSync(join(TEMPLATES, name)).isDirectory(),
);

function readTemplate(name: string) {
  const read = (path: string) =>
    readFileSync(join(TEMPLATES, name, path), 'utf8');
  const contents = readdirSync(join(TEMPLATES, name, 'content'), {
    recursive: true,
    withFileTypes: true,
  }).filter(entry => entry.isFile());
  return {
    template: parse(read('template.yaml')),
    example: parse(read('example-values.yaml')) as Example,
    directoryContents: contents.map(entry => {
      const path = `content/${entry.name}`;
      return { path, base64Content: btoa(read(path)) };
    }),
  };
}

describe('templates', () => {
  const disk = createMockDirectory();
  let remote: BareRepository;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  beforeAll(async () => {
    remote = BareRepository.create(disk.resolve('git'));
    backend = await startTestBackend({
      features: [
        scaffolderPlugin,
        scaffolderModuleMlPlatform,
        catalogServiceMock.factory({
          entities: [
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'User',
              metadata: { name: 'mock', namespace: 'default' },
              spec: {
                profile: {
                  displayName: 'Ana Duarte',
                  email: 'ana@example.com',
                },
              },
            },
            // What the catalog takes in from the repository after the commit.
            ...names.map(name => ({
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'Component',
              metadata: {
                name: String(readTemplate(name).example.values.name),
                namespace: 'default',
              },
            })),
            ...names.map(name => {
              const { template } = readTemplate(name);
              const file = join(TEMPLATES, name, 'template.yaml');
              const location = `file:${file}`;
              return {
                ...template,
                metadata: {
                  ...template.metadata,
                  namespace: 'default',
                  annotations: {
                    ...template.metadata.annotations,
                    'backstage.io/managed-by-location': location,
                  },
                },
              };
            }),
          ],
        }),
        createServiceFactory({
          service: mlPlatformClientRef,
          deps: {},
          factory: () => ({
            getTargetFacts: async target => demoFacts(target),
          }),
        }),
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost:3000' },
            backend: { baseUrl: 'http://localhost:7007' },
            mlPlatform: {
              emit: {
                mlflow: { trackingUri: 'http://mlflow.mlflow.svc:5000' },
              },
              gitops: {
                cacheDir: disk.resolve('mirrors'),
                repositories: [{ id: 'gitops', url: remote.url }],
              },
            },
          },
        }),
      ],
    });
  }, 60_000);

  afterAll(async () => {
    await backend?.stop();
  });

  async function dryRun(name: string, changes: Record<string, unknown> = {}) {
    const { template, example, directoryContents } = readTemplate(name);
    const values = { ...example.values, ...changes };
    const { status, body } = await request(backend.server)
      .post('/api/scaffolder/v2/dry-run')
      .send({ template, values, directoryContents });
    return { status, body };
  }

  function files(body: {
    directoryContents: { path: string; base64Content: string }[];
  }): Record<string, string> {
    return Object.fromEntries(
      body.directoryContents.map(({ path, base64Content }) => [
        path,
        Buffer.from(base64Content, 'base64').toString('utf8'),
      ]),
    );
  }

  /** Runs a template for real and gives the task when it is over. */
  async function runTask(name: string, values: Record<string, unknown>) {
    const api = request(backend.server);
    const created = await api
      .post('/api/scaffolder/v2/tasks')
      .send({ templateRef: `template:default/${name}`, values });
    expect(created).toMatchObject({ status: 201 });
    const task = `/api/scaffolder/v2/tasks/${created.body.id}`;
    for (;;) {
      const { status } = (await api.get(task)).body;
      if (!['open', 'processing'].includes(status)) {
        const { body: log } = await api.get(`${task}/events`);
        return { status, log: JSON.stringify(log) };
      }
      await new Promise(done => setTimeout(done, 50));
    }
  }

  describe.each(names)('%s', name => {
    it('writes the same files each time', async () => {
      const [first, second] = [await dryRun(name), await dryRun(name)];
      expect(first).toMatchObject({ status: 200 });
      expect(files(first.body)).toEqual(files(second.body));
      expect(files(first.body)).toMatchSnapshot('files');
      expect(first.body.output).toMatchSnapshot('output');
    });

    it.each(readTemplate(name).example.refused)(
      'refuses $values',
      async ({ values, error }) => {
        const { status, body } = await dryRun(name, values);
        expect(status).toBe(400);
        expect(JSON.stringify(body.errors ?? body.error)).toContain(
          JSON.stringify(error).slice(1, -1),
        );
        expect(body).not.toHaveProperty('directoryContents');
      },
    );

    it('works with its defaults', async () => {
      const { template, example } = readTemplate(name);
      const defaults = (template.spec.parameters as Parameters)
        .flatMap(({ properties }) => Object.entries(properties))
        .map(([key, property]) => [key, property.default]);
      const unset = Object.keys(example.values).map(key => [key, undefined]);
      const { status, body } = await dryRun(name, {
        ...Object.fromEntries([...unset, ...defaults]),
        name: 'first-run',
        owner: 'group:default/team-vision',
      });
      expect(status).toBe(200);
      expect(files(body)).toMatchSnapshot();
    });

    it('lands in the repository as it was in the dry run', async () => {
      const { example } = readTemplate(name);
      const expected = files((await dryRun(name)).body);
      expect(remote.log('%s')).toEqual(['Start']);

      expect(await runTask(name, example.values)).toMatchObject({
        status: 'completed',
      });
      for (const [path, content] of Object.entries(expected)) {
        expect(remote.read(path)).toBe(content);
      }
      const [message, ...rest] = remote.log('%an <%ae>%n%B');
      expect(rest).toHaveLength(1);
      expect(message).toMatch(/^Ana Duarte <ana@example.com>\n/);
      expect(message).toContain(`Callboard-Template: template:default/${name}`);

      // The same values again are the same content: nothing to commit.
      expect(await runTask(name, example.values)).toMatchObject({
        status: 'completed',
        log: expect.stringContaining('unchanged: '),
      });
      const changed = { ...example.values, workers: 3 };
      expect(await runTask(name, changed)).toMatchObject({
        status: 'failed',
        log: expect.stringMatching(/already with other content, from commit/),
      });
      expect(remote.log('%s')).toHaveLength(2);
    });

    it('offers the accelerators that there are', () => {
      const { template } = readTemplate(name);
      const [page] = template.spec.parameters as Parameters;
      const { accelerator } = page.properties;
      expect(accelerator.enum).toEqual(ACCELERATOR_PROFILES.map(p => p.id));
      expect(accelerator.enumNames).toEqual(
        ACCELERATOR_PROFILES.map(p => p.title),
      );
    });
  });
});
