import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { commitOutside, git } from './__testUtils__/git';
import { makeChange, Workbench } from './__testUtils__/Workbench';
import { GitOpsConflictError, InvalidChangeError } from './errors';

const A = 'clusters/demo/a.yaml';
const B = 'clusters/demo/b.yaml';
const KUSTOMIZATION = 'clusters/demo/kustomization.yaml';

// Each test runs dozens of git processes.
jest.setTimeout(60_000);

let bench: Workbench;
let url: string;

describe.each(['file', 'http'])('over %s', protocol => {
  beforeEach(async () => {
    bench = await Workbench.create({
      'README.md': '# GitOps\n',
      'clusters/demo/kustomization.yaml': 'resources: []\n',
      'clusters/demo/run.sh': 'true\n',
      // A file that sorts between a directory and its slash.
      'clusters/demo.txt': 'x\n',
    });
    url =
      protocol === 'http'
        ? (await bench.serve()).url
        : pathToFileURL(bench.bare).href;
  });

  afterEach(async () => {
    await bench.stop();
  });

  it('makes one commit with author, committer, date and trailers', async () => {
    const repository = bench.open(url);
    const lines: string[] = [];
    const result = await repository.commit(
      makeChange(
        [
          { path: A, content: 'a: 1\n' },
          { path: B, content: Buffer.from('b: ü\n') },
        ],
        {
          message: 'Add churn-train\n\nFor the demo.\n',
          date: '2100-01-02T03:04:05Z',
          trailers: { 'Callboard-Entity': 'component:default/churn' },
        },
      ),
      { onProgress: line => lines.push(line) },
    );

    expect(result).toEqual({
      status: 'committed',
      branch: 'main',
      commit: await git(bench.bare, 'rev-parse', 'main'),
      paths: [A, B],
    });
    expect(await bench.show(B)).toBe('b: ü');
    expect(await repository.tip('main')).toBe(result.commit);
    expect(lines).toEqual([
      'Reading branch main',
      expect.stringMatching(/^Writing 2 files on top of [0-9a-f]{10}$/),
      expect.stringMatching(/^Committed [0-9a-f]{10} to main$/),
    ]);
    const [people, ...message] = (
      await git(
        bench.bare,
        'show',
        '-s',
        '--format=%an <%ae>, %cn <%ce>, %at %ct%n%B',
        'main',
      )
    ).split('\n');
    expect(people).toBe(
      'Ana <ana@example.com>, Callboard <callboard@example.com>, 4102542245 4102542245',
    );
    expect(message.slice(0, -1)).toEqual([
      'Add churn-train',
      '',
      'For the demo.',
      '',
      'Callboard-Entity: component:default/churn',
      'Callboard-Change: task-1/commit',
    ]);
    expect(message.at(-1)).toMatch(/^Callboard-Content: [0-9a-f]{64}$/);
    expect(await bench.fsck()).toBe('');
  });

  it('finds its commit whatever came after, from any replica', async () => {
    const change = makeChange([{ path: A, content: 'a: 1\n' }]);
    const repository = bench.open(url);
    const first = await repository.commit(change);
    await commitOutside(bench.bare, { [A]: 'a: 2\n' });

    const expected = { ...first, status: 'already-committed' };
    expect(await repository.commit(change)).toEqual(expected);
    expect(await bench.open(url).commit(change)).toEqual(expected);
    expect(await bench.show(A)).toBe('a: 2');
    // An id that another one begins with is another id.
    const other = await repository.commit({
      ...makeChange([{ path: B, content: 'b\n' }]),
      id: 'task-1',
    });
    expect(other.status).toBe('committed');
  });

  it('makes the very same commit of the same change on the same parent', async () => {
    const change = makeChange([{ path: A, content: 'a: 1\n' }]);
    const tip = await git(bench.bare, 'rev-parse', 'main');
    const first = await bench.open(url).commit(change);
    await git(bench.bare, 'update-ref', 'refs/heads/main', tip);
    const second = await bench.open(url).commit(change);
    expect(second).toEqual(first);
    expect(await git(bench.bare, 'show', '-s', '--format=%ct', 'main')).toBe(
      String(
        Number(await git(bench.bare, 'show', '-s', '--format=%ct', tip)) + 1,
      ),
    );
  });

  it('makes no commit when everything is there already', async () => {
    const repository = bench.open(url);
    await repository.commit(makeChange([{ path: A, content: 'a: 1\n' }]));
    const tip = await commitOutside(bench.bare, { [B]: 'b: 1\n' });
    const result = await repository.commit(
      makeChange(
        [
          { path: A, content: 'a: 1\n' },
          { path: B, content: 'b: 1\n' },
          { path: 'not/there', delete: true },
          { path: KUSTOMIZATION, edit: text => text! },
        ],
        { id: 'task-2' },
      ),
    );
    expect(result).toEqual({
      status: 'unchanged',
      branch: 'main',
      commit: tip,
      paths: [],
    });
    expect(await git(bench.bare, 'rev-parse', 'main')).toBe(tip);
  });

  it('names both sides when a path to create has other content', async () => {
    const repository = bench.open(url);
    await repository.commit(makeChange([{ path: B, content: 'b\n' }]));
    const theirs = await commitOutside(bench.bare, { [A]: 'theirs\n' });
    await commitOutside(bench.bare, { 'README.md': 'later\n' });

    const error = await repository
      .commit(
        makeChange(
          [
            { path: A, content: 'ours\n' },
            { path: 'clusters/demo/c.yaml', content: 'c\n' },
          ],
          { id: 'task-2' },
        ),
      )
      .catch(e => e);
    expect(error).toBeInstanceOf(GitOpsConflictError);
    expect(error.paths).toEqual([
      { path: A, theirCommit: theirs, theirAuthor: 'Outsider' },
    ]);
    expect(error.message).toBe(
      `Other content is on branch main already: ${A} (commit ${theirs.slice(
        0,
        10,
      )} by Outsider)`,
    );
    expect(
      await git(bench.bare, 'ls-tree', '-r', '--name-only', 'main'),
    ).not.toMatch('c.yaml');
  });

  it('replaces, edits and deletes, and keeps modes and the rest', async () => {
    const seed = join(bench.directory, 'seed');
    await git(seed, 'update-index', '--chmod=+x', 'clusters/demo/run.sh');
    await git(seed, 'commit', '-q', '-m', 'Make it run');
    await git(seed, 'push', '-q', bench.bare, 'HEAD:main');
    await commitOutside(bench.bare, { 'clusters/demo/old/x': 'x\n' });
    const repository = bench.open(url);
    const result = await repository.commit(
      makeChange(
        [
          { path: 'clusters/demo/run.sh', content: 'false\n' },
          { path: KUSTOMIZATION, edit: text => `# kept\n${text}` },
          { path: 'deep/er/new.yaml', edit: text => `${text}\n` },
          { path: 'clusters/demo/old/x', delete: true },
          // The directory that the delete leaves empty may become a file.
          { path: 'clusters/demo/old', content: 'now a file\n' },
        ],
        { mode: 'update' },
      ),
    );
    expect(result.paths).toHaveLength(5);
    expect(
      (
        await git(
          bench.bare,
          'ls-tree',
          '-r',
          '--format=%(objectmode) %(path)',
          'main',
        )
      ).split('\n'),
    ).toEqual([
      '100644 README.md',
      '100644 clusters/demo.txt',
      `100644 ${KUSTOMIZATION}`,
      '100644 clusters/demo/old',
      '100755 clusters/demo/run.sh',
      '100644 deep/er/new.yaml',
    ]);
    expect(await bench.show(KUSTOMIZATION)).toBe('# kept\nresources: []');
    expect(await bench.show('deep/er/new.yaml')).toBe('undefined');
    expect(await bench.fsck()).toBe('');
  });

  it('passes on what an edit throws, with nothing committed', async () => {
    const tip = await git(bench.bare, 'rev-parse', 'main');
    const edit = () => {
      throw new TypeError('cannot merge');
    };
    await expect(
      bench.open(url).commit(
        makeChange([
          { path: A, content: 'a\n' },
          { path: KUSTOMIZATION, edit },
        ]),
      ),
    ).rejects.toThrow(new TypeError('cannot merge'));
    expect(await git(bench.bare, 'rev-parse', 'main')).toBe(tip);
  });

  it('refuses what the tree makes impossible', async () => {
    const seed = join(bench.directory, 'seed');
    await git(
      seed,
      'update-index',
      '--add',
      '--cacheinfo',
      `160000,${'1'.repeat(40)},module`,
    );
    await git(
      seed,
      'update-index',
      '--add',
      '--cacheinfo',
      `120000,${await git(seed, 'rev-parse', 'HEAD:README.md')},link`,
    );
    await git(seed, 'commit', '-q', '-m', 'Link');
    await git(seed, 'push', '-q', bench.bare, 'HEAD:main');
    const tip = await git(bench.bare, 'rev-parse', 'main');
    const repository = bench.open(url);

    for (const [path, reason] of [
      ['README.md/x', 'leads through README.md, which is not a directory'],
      ['link/x', 'leads through link, which is not a directory'],
      ['module/x', 'leads through module, which is not a directory'],
      ['link', 'is a link or submodule'],
      ['clusters', 'is a directory'],
      ['readme.md', 'differs only in case from README.md'],
      ['Clusters/demo/x', 'differs only in case from clusters'],
    ]) {
      const error = await repository
        .commit(makeChange([{ path, content: 'x' }], { mode: 'update' }))
        .catch(e => e);
      expect(error).toBeInstanceOf(InvalidChangeError);
      expect(error.message).toContain(reason);
      expect(error.path).toBe(path);
    }
    expect(await git(bench.bare, 'rev-parse', 'main')).toBe(tip);

    // A rename that changes the case only is fine.
    await repository.commit(
      makeChange([
        { path: 'Readme.md', content: '# GitOps\n' },
        { path: 'README.md', delete: true },
      ]),
    );
    expect(await bench.show('Readme.md')).toBe('# GitOps');
  });

  it('reads the matching files of one commit', async () => {
    const repository = bench.open(url);
    const match = (path: string) => path.startsWith('clusters/demo/');
    expect(await repository.readFiles({ branch: 'main', match })).toEqual({
      commit: await git(bench.bare, 'rev-parse', 'main'),
      files: [
        { path: KUSTOMIZATION, content: 'resources: []\n' },
        { path: 'clusters/demo/run.sh', content: 'true\n' },
      ],
    });
    const commit = await commitOutside(bench.bare, {
      [A]: 'a: ü\n',
      'clusters/demo/run.sh': undefined,
    });
    expect(await repository.readFiles({ branch: 'main', match })).toEqual({
      commit,
      files: [
        { path: A, content: 'a: ü\n' },
        { path: KUSTOMIZATION, content: 'resources: []\n' },
      ],
    });
  });
});
