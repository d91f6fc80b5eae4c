import { existsSync, readFileSync } from 'node:fs';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ResponseError } from '@backstage/errors';
import { TemplateAction } from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { GitOpsRepository } from '@callboard/gitops-writer';
import { GitOpsTarget } from '@callboard/plugin-ml-platform-node';
import { parse } from 'yaml';
import { demoFacts } from '../__testUtils__/demoFacts';
import { readEmitConfig } from '../config/EmitConfig';
import { RenderDependencies } from '../render/renderWorkload';
import { createRayClusterRenderAction } from './createRayClusterRenderAction';
import { examples as clusterExamples } from './createRayClusterRenderAction.examples';
import { createRayJobRenderAction } from './createRayJobRenderAction';
import { examples as jobExamples } from './createRayJobRenderAction.examples';

const valid = {
  name: 'churn-train',
  cluster: 'demo',
  namespace: 'team-vision',
  entityRef: 'component:default/churn-train',
  entrypoint: 'python train.py',
};
const DIR = 'clusters/demo/team-vision/churn-train';

describe('render actions', () => {
  const disk = createMockDirectory();
  const target: GitOpsTarget = {
    id: 'gitops',
    url: 'file:///none.git',
    branch: 'main',
    root: 'clusters',
    repository: GitOpsRepository.create({
      url: 'file:///none.git',
      cacheDir: disk.resolve('mirror'),
      committer: { name: 'Callboard', email: 'callboard@localhost' },
    }),
    commitUrl: () => undefined,
    fileUrl: () => undefined,
  };
  const dependencies: RenderDependencies = {
    config: readEmitConfig(
      new ConfigReader({
        mlPlatform: {
          emit: {
            mlflow: { trackingUri: 'http://mlflow.mlflow.svc:5000' },
            prices: { 'nvidia-h100-80gb': 2 },
            clusters: [{ name: 'aws', nodeLabels: 'karpenter' }],
          },
        },
      }),
    ),
    client: { getTargetFacts: async asked => demoFacts(asked) },
    repositories: { get: () => target, list: () => [target] },
  };

  beforeEach(() => {
    disk.setContent({ workspace: {} });
  });

  async function run(
    create: (d: RenderDependencies) => unknown,
    input: Record<string, unknown>,
    options: Partial<RenderDependencies> = {},
    more: object = {},
  ) {
    const action = create({ ...dependencies, ...options }) as TemplateAction;
    const outputs: Record<string, unknown> = {};
    const warnings: string[] = [];
    const logger = mockServices.logger.mock();
    logger.warn.mockImplementation(line => warnings.push(line));
    await action.handler({
      ...createMockActionContext(),
      workspacePath: disk.resolve('workspace'),
      logger,
      input: input as {},
      output: (name: string, value: unknown) => {
        outputs[name] = value;
      },
      ...more,
    });
    return { id: action.id, outputs, warnings };
  }

  function read(path: string): string {
    return readFileSync(disk.resolve('workspace', path), 'utf8');
  }

  it.each([
    ...jobExamples.map(e => ({ ...e, create: createRayJobRenderAction })),
    ...clusterExamples.map(e => ({
      ...e,
      create: createRayClusterRenderAction,
    })),
  ])('runs its example: $description', async ({ create, example }) => {
    const [step] = parse(example).steps;
    const { id, outputs } = await run(create, step.input);
    expect(step.action).toBe(id);
    expect(outputs).toMatchSnapshot();
    for (const file of outputs.files as string[]) {
      expect(read(file)).toMatch(/^apiVersion: /);
    }
  });

  it('writes the same files in a dry run', async () => {
    await run(createRayJobRenderAction, valid);
    const before = read(`${DIR}/rayjob.yaml`);
    await run(createRayJobRenderAction, valid, {}, { isDryRun: true });
    expect(read(`${DIR}/rayjob.yaml`)).toBe(before);
  });

  it('lets one component hold several objects', async () => {
    await run(createRayJobRenderAction, valid);
    const { entrypoint, ...cluster } = valid;
    await run(createRayClusterRenderAction, cluster);
    expect(parse(read(`${DIR}/kustomization.yaml`)).resources).toEqual([
      'rayjob.yaml',
      'raycluster.yaml',
    ]);
  });

  it('names the template, and knows the cluster from config', async () => {
    const templateInfo = {
      entityRef: 'template:default/ray-training-job',
      entity: {
        metadata: {
          name: 'ray-training-job',
          annotations: { 'callboard.dev/template-version': '1.0.0' },
        },
      },
    };
    await run(
      createRayJobRenderAction,
      {
        ...valid,
        cluster: 'aws',
        accelerator: { profile: 'nvidia-l4' },
        mlflow: { experiment: 'churn', trackingUri: '' },
      },
      {},
      { templateInfo },
    );
    const text = read('clusters/aws/team-vision/churn-train/rayjob.yaml');
    expect(text).toContain('callboard.dev/template-version: 1.0.0\n');
    expect(text).toContain('karpenter.k8s.aws/instance-gpu-name: l4\n');
    expect(text).toContain('value: http://mlflow.mlflow.svc:5000\n');
  });

  it('warns, and goes on', async () => {
    const { outputs, warnings } = await run(createRayJobRenderAction, {
      ...valid,
      workers: { replicas: 4 },
      accelerator: { profile: 'nvidia-h100-80gb', count: 1 },
    });
    expect(outputs.costPerHour).toBe(8);
    expect(outputs.findings).toMatchObject([{ code: 'AcceleratorNotFree' }]);
    expect(outputs.summary).toMatch(/- Warning: accelerator\.profile: needs 4/);
    expect(warnings).toEqual([
      expect.stringMatching(/^accelerator\.profile: needs 4 .* Fix: /),
    ]);
  });

  it('goes on with a warning when the cluster cannot be asked', async () => {
    const error = await ResponseError.fromResponse(
      Response.json(
        {
          error: { name: 'NotFoundError', message: 'No cluster edge-1' },
          response: { statusCode: 404 },
        },
        { status: 404 },
      ),
    );
    const { outputs } = await run(createRayJobRenderAction, valid, {
      client: { getTargetFacts: () => Promise.reject(error) },
    });
    expect(outputs.findings).toEqual([
      expect.objectContaining({
        code: 'NotChecked',
        severity: 'warning',
        message: expect.stringMatching(/No cluster edge-1$/),
      }),
    ]);
    expect(existsSync(disk.resolve('workspace', DIR, 'rayjob.yaml'))).toBe(
      true,
    );
  });

  describe('refuses and leaves nothing behind', () => {
    it.each([
      [
        { ...valid, name: 'Churn', workers: { memory: '16 GB' } },
        [
          /^name: "Churn" is not a DNS label. Fix: use lower-case/,
          /^workers.memory: "16 GB" is not a Kubernetes quantity. Fix: use 16G or 16Gi$/,
        ],
      ],
      [
        { ...valid, queue: 'vison-gpu', image: 'ray', rayVersion: '2.55.1' },
        [
          /^image: image "ray" can change .* Fix: /,
          /^queue: queue "vison-gpu" is not in .* did you mean vision-gpu\? known: vision-gpu$/,
        ],
      ],
    ])('%j', async (input, expected) => {
      const error = await run(createRayJobRenderAction, input).catch(e => e);
      expect(disk.content()).toEqual({ workspace: {} });
      expect(error).toMatchObject({ name: 'InputError' });
      expect(error.message.split('\n')).toEqual(
        expected.map(line => expect.stringMatching(line)),
      );
    });

    it('a task that was cancelled', async () => {
      const signal = AbortSignal.abort(new Error('cancelled'));
      const client = {
        getTargetFacts: async () => signal.throwIfAborted() as never,
      };
      await expect(
        run(createRayJobRenderAction, valid, { client }, { signal }),
      ).rejects.toThrow('cancelled');
      expect(disk.content()).toEqual({ workspace: {} });
    });
  });

  it('writes all files or none', async () => {
    disk.setContent({ workspace: { [`${DIR}/kustomization.yaml`]: '- no\n' } });
    await expect(run(createRayJobRenderAction, valid)).rejects.toThrow(
      /kustomization\.yaml: resources cannot be added to it: not a mapping/,
    );
    expect(existsSync(disk.resolve('workspace', DIR, 'rayjob.yaml'))).toBe(
      false,
    );
  });
});

describe('readEmitConfig', () => {
  it.each([
    [{ prices: { h100: 1 } }, /"h100", which is not an accelerator profile/],
    [{ clusters: [{ name: 'x', nodeLabels: 'gfd' }] }, /"gfd" is none of/],
  ])('refuses %j', (emit, message) => {
    const config = new ConfigReader({ mlPlatform: { emit } });
    expect(() => readEmitConfig(config)).toThrow(message);
  });
});
