import { rmSync, symlinkSync } from 'node:fs';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { GitOpsRepository } from '@callboard/gitops-writer';
import { GitOpsTarget } from '@callboard/plugin-ml-platform-node';
import { parse } from 'yaml';
import { BareRepository } from '../__testUtils__/BareRepository';
import { createGitOpsCommitAction } from './createGitOpsCommitAction';
import { examples } from './createGitOpsCommitAction.examples';

const DIR = 'clusters/demo/team-vision/churn-train';
const JOB = `${DIR}/rayjob.yaml`;
const KUSTOMIZATION = `${DIR}/kustomization.yaml`;

describe('gitops:change:commit', () => {
  const disk = createMockDirectory();
  let remote: BareRepository;
  let events: ReturnType<typeof mockServices.events.mock>;
  let action: ReturnType<typeof createGitOpsCommitAction>;

  beforeEach(() => {
    disk.clear();
    remote = BareRepository.create(disk.resolve('git'));
    events = mockServices.events.mock();
    const target: GitOpsTarget = {
      id: 'gitops',
      url: remote.url,
      branch: 'main',
      root: 'clusters',
      repository: GitOpsRepository.create({
        url: remote.url,
        cacheDir: disk.resolve('mirror'),
        committer: { name: 'Callboard', email: 'callboard@localhost' },
      }),
      commitUrl: commit => `https://git.example.com/commit/${commit}`,
      fileUrl: () => undefined,
    };
    action = createGitOpsCommitAction({
      repositories: {
        get: id => {
          if (id && id !== target.id) {
            throw new NotFoundError(`${id} is not configured, known: gitops`);
          }
          return target;
        },
        list: () => [target],
      },
      events,
      host: 'portal.example.com',
    });
    disk.addContent({
      workspace: {
        [JOB]: 'kind: RayJob\n',
        [KUSTOMIZATION]: 'kind: Kustomization\nresources:\n  - rayjob.yaml\n',
      },
    });
  });

  type Context = Parameters<typeof action.handler>[0];

  async function run(
    input: Partial<Context['input']> = {},
    more: Partial<Context> = {},
  ) {
    const outputs: Record<string, unknown> = {};
    const lines: string[] = [];
    const logger = mockServices.logger.mock();
    logger.info.mockImplementation(line => lines.push(line));
    logger.warn.mockImplementation(line => lines.push(line));
    await action.handler({
      ...createMockActionContext(),
      workspacePath: disk.resolve('workspace'),
      logger,
      input: { message: 'Add training job', ...input } as Context['input'],
      output: (name, value) => {
        outputs[name] = value;
      },
      ...more,
    });
    return { outputs, lines };
  }

  it('lands once, with the person as author, however often it runs', async () => {
    const user: Context['user'] = {
      ref: 'user:default/ana',
      entity: {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'User',
        metadata: { name: 'ana' },
        spec: {
          profile: { displayName: 'Ana Duarte', email: 'ana@example.com' },
        },
      },
    };
    const entityRef = 'component:default/churn-train';
    const first = await run({ entityRef }, { user });
    const [commit] = remote.log('%H');
    expect(first.outputs).toEqual({
      status: 'committed',
      branch: 'main',
      commit,
      commitUrl: `https://git.example.com/commit/${commit}`,
      paths: expect.arrayContaining([JOB, KUSTOMIZATION]),
    });
    expect(remote.read(JOB)).toBe('kind: RayJob\n');
    const [message] = remote.log('%an <%ae> | %cn%n%B');
    expect(message).toMatch(
      /^Ana Duarte <ana@example.com> \| Callboard\nAdd training job\n/,
    );
    expect(message).toContain('Callboard-Task: mock-task-id\n');
    expect(message).toContain(`Callboard-Entity: ${entityRef}\n`);
    expect(events.publish).toHaveBeenCalledWith({
      topic: 'ml-platform.gitops.committed',
      eventPayload: { repository: 'gitops', branch: 'main', commit },
    });

    const again = await run({ entityRef }, { user });
    expect(again.outputs).toMatchObject({
      status: 'already-committed',
      commit,
    });
    expect(remote.log('%H')).toHaveLength(2);
  });

  it('gives an author without an address one that reaches nobody', async () => {
    await run({}, { user: { ref: 'user:default/guest' } });
    expect(remote.log('%an <%ae>')[0]).toBe(
      'guest <guest@users.noreply.portal.example.com>',
    );
  });

  it('merges into the kustomization that others have written', async () => {
    remote.write(
      KUSTOMIZATION,
      '# by hand\nresources:\n- config.yaml # keep\nnamePrefix: x-\n',
      'By hand',
    );
    await run();
    expect(remote.read(KUSTOMIZATION)).toBe(
      '# by hand\nresources:\n- config.yaml # keep\n- rayjob.yaml\nnamePrefix: x-\n',
    );
  });

  it('writes nothing in a dry run and says what it would', async () => {
    const { outputs, lines } = await run({}, { isDryRun: true });
    expect(outputs).toEqual({
      status: 'dry-run',
      branch: 'main',
      paths: [KUSTOMIZATION, JOB],
    });
    expect(lines).toEqual([expect.stringContaining(JOB)]);
    expect(remote.log('%H')).toHaveLength(1);
    expect(events.publish).not.toHaveBeenCalled();
  });

  it('does not fail a commit that landed when nobody can be told', async () => {
    events.publish.mockRejectedValue(new Error('event bus is down'));
    const { outputs, lines } = await run();
    expect(outputs.status).toBe('committed');
    expect(lines.at(-1)).toMatch(/could not be announced/);
  });

  it('replaces other content only in update mode', async () => {
    remote.write(JOB, 'kind: Other\n', 'Theirs');
    const [theirs] = remote.log('%H');
    await expect(run()).rejects.toMatchObject({
      name: 'ConflictError',
      message: `mode: ${JOB} is in the repository already with other content, from commit ${theirs.slice(
        0,
        10,
      )} by Ben Okafor. Fix: choose another name, or use mode update to replace it`,
    });
    expect(remote.log('%H')).toHaveLength(2);
    const { outputs } = await run({ mode: 'update' });
    expect(outputs.status).toBe('committed');
    expect(remote.read(JOB)).toBe('kind: RayJob\n');
  });

  describe('refuses, names the field and the fix, and commits nothing', () => {
    async function refused(...args: Parameters<typeof run>) {
      const error = await run(...args).catch(e => e);
      expect(error).toBeInstanceOf(Error);
      expect(remote.log('%s')).not.toContain('Add training job');
      expect(events.publish).not.toHaveBeenCalled();
      return error;
    }

    it('a branch that does not exist', async () => {
      expect(await refused({ branch: 'stagin' })).toMatchObject({
        name: 'InputError',
        message:
          'branch: "stagin" does not exist in repository gitops. Fix: create it, or leave branch out to use "main"',
      });
    });

    it('a push that the server refuses', async () => {
      remote.refusePushes('main is protected');
      expect(await refused()).toMatchObject({
        name: 'NotAllowedError',
        message: expect.stringMatching(
          /^repository: gitops refuses the push[^]*main is protected[^]*Fix: /,
        ),
      });
    });

    it('an unknown repository', async () => {
      expect(await refused({ repository: 'other' })).toMatchObject({
        name: 'InputError',
        message: 'repository: other is not configured, known: gitops',
      });
    });

    it('a kustomization that cannot be added to', async () => {
      remote.write(KUSTOMIZATION, '- a list\n', 'Break it');
      expect(await refused()).toMatchObject({
        name: 'InputError',
        message: expect.stringContaining(
          `${KUSTOMIZATION}: resources cannot be added to it: not a mapping. Fix: `,
        ),
      });
    });

    it('a message without a first line', async () => {
      expect(await refused({ message: '\nx' })).toMatchObject({
        name: 'InputError',
        message: expect.stringMatching(/^message: /),
      });
    });

    it('a directory that is not there, is empty, or outside', async () => {
      disk.addContent({ workspace: { 'empty/.keep': '' } });
      rmSync(disk.resolve('workspace/empty/.keep'));
      expect(await refused({ sourcePath: 'none' })).toMatchObject({
        message: expect.stringMatching(
          /^sourcePath: "none" is not a directory/,
        ),
      });
      expect(await refused({ sourcePath: 'empty' })).toMatchObject({
        message: expect.stringMatching(/^sourcePath: "empty" has no files/),
      });
      await refused({ sourcePath: '../git' });
    });

    it('a symbolic link', async () => {
      symlinkSync('/etc/hostname', disk.resolve('workspace/link'));
      expect(await refused()).toMatchObject({
        message: expect.stringMatching(/^sourcePath: link is not a plain file/),
      });
    });

    it('a cancelled task', async () => {
      const signal = AbortSignal.abort(new Error('cancelled'));
      expect(await refused({}, { signal })).toBe(signal.reason);
    });
  });

  it('says so when the repository cannot be reached', async () => {
    rmSync(remote.path, { recursive: true });
    await expect(run()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(/^repository: gitops cannot be used now/),
    });
  });

  it.each(examples)('runs its example: $description', async ({ example }) => {
    remote.git('-C', remote.path, 'branch', 'staging', 'main');
    const [step] = parse(example).steps;
    const { outputs } = await run(step.input);
    expect(step.action).toBe(action.id);
    expect(outputs.status).toBe('committed');
  });
});
