import {
  chmod,
  mkdir,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { commitOutside, git } from './__testUtils__/git';
import { GitServer } from './__testUtils__/startGitServer';
import { makeChange, Workbench } from './__testUtils__/Workbench';
import {
  BranchNotFoundError,
  GitOpsConflictError,
  PushRefusedError,
  RepositoryUnavailableError,
} from './errors';
import { Mirror } from './git/Mirror';
import { GitOpsRepository } from './GitOpsRepository';

const A = 'clusters/demo/a.yaml';
const KUSTOMIZATION = 'clusters/demo/kustomization.yaml';

// Each test runs some fifty git processes.
jest.setTimeout(60_000);

let bench: Workbench;
let server: GitServer;
let repository: GitOpsRepository;

beforeEach(async () => {
  bench = await Workbench.create({
    'README.md': '# GitOps\n',
    [KUSTOMIZATION]: '- first\n',
  });
  server = await bench.serve();
  repository = bench.open(server.url);
});

afterEach(async () => {
  await bench.stop();
});

describe('an external writer between fetch and push', () => {
  it('does not matter when it touched other paths', async () => {
    server.beforePush = async () => {
      await commitOutside(bench.bare, { 'other.yaml': 'x\n' });
    };
    const lines: string[] = [];
    const result = await repository.commit(
      makeChange([{ path: A, content: 'a\n' }]),
      { onProgress: line => lines.push(line) },
    );
    expect(result.status).toBe('committed');
    expect(lines).toContainEqual(expect.stringMatching(/^main has moved to/));
    expect(await bench.history('%s')).toEqual([
      'Add churn-train',
      'Change by hand',
      'Change by hand',
    ]);
    expect(await bench.show('other.yaml')).toBe('x');
  });

  it('does not matter when it wrote the very same content', async () => {
    server.beforePush = async () => {
      await commitOutside(bench.bare, { [A]: 'a\n' });
    };
    const result = await repository.commit(
      makeChange([{ path: A, content: 'a\n' }]),
    );
    expect(result).toMatchObject({ status: 'unchanged', paths: [] });
    expect(await bench.history()).toHaveLength(2);
  });

  it.each(['create', 'update'] as const)(
    'is a conflict when it wrote our path (%s)',
    async mode => {
      let theirs = '';
      server.beforePush = async () => {
        theirs = await commitOutside(bench.bare, { [A]: 'theirs\n' });
      };
      const error = await repository
        .commit(makeChange([{ path: A, content: 'ours\n' }], { mode }))
        .catch(e => e);
      expect(error).toBeInstanceOf(GitOpsConflictError);
      expect(error.paths).toEqual([
        { path: A, theirCommit: theirs, theirAuthor: 'Outsider' },
      ]);
      expect(await bench.show(A)).toBe('theirs');
    },
  );

  it('is a conflict when it changed what we delete', async () => {
    server.beforePush = async () => {
      await commitOutside(bench.bare, { [KUSTOMIZATION]: '- theirs\n' });
    };
    await expect(
      repository.commit(makeChange([{ path: KUSTOMIZATION, delete: true }])),
    ).rejects.toThrow(GitOpsConflictError);
    expect(await bench.show(KUSTOMIZATION)).toBe('- theirs');
  });

  it('is merged with by an edit', async () => {
    server.beforePush = async () => {
      await commitOutside(bench.bare, { [KUSTOMIZATION]: '- theirs\n' });
    };
    await repository.commit(
      makeChange([{ path: KUSTOMIZATION, edit: text => `${text}- ours\n` }]),
    );
    expect(await bench.show(KUSTOMIZATION)).toBe('- theirs\n- ours');
  });

  it('before the call is replaced by an update, also on a stale mirror', async () => {
    await repository.commit(makeChange([{ path: A, content: '1\n' }]));
    await commitOutside(bench.bare, { [A]: '2\n' });
    const result = await repository.commit(
      makeChange([{ path: A, content: '3\n' }], { id: '2', mode: 'update' }),
    );
    expect(result.status).toBe('committed');
    expect(await bench.show(A)).toBe('3');
  });

  it('may remove commits: they do not come back', async () => {
    const base = await git(bench.bare, 'rev-parse', 'main');
    await repository.commit(makeChange([{ path: A, content: 'a\n' }]));
    await git(bench.bare, 'update-ref', 'refs/heads/main', base);
    await repository.commit(
      makeChange([{ path: 'b.yaml', content: 'b\n' }], { id: '2' }),
    );
    expect(await bench.history('%s')).toHaveLength(2);
    // And what was removed can be committed again.
    const again = await repository.commit(
      makeChange([{ path: A, content: 'a\n' }]),
    );
    expect(again.status).toBe('committed');
  });

  it('may delete the branch: it does not come back', async () => {
    await repository.commit(makeChange([{ path: A, content: 'a\n' }]));
    await git(bench.bare, 'update-ref', '-d', 'refs/heads/main');
    await expect(
      repository.commit(
        makeChange([{ path: 'b.yaml', content: 'b\n' }], { id: '2' }),
      ),
    ).rejects.toThrow(BranchNotFoundError);
  });
});

describe('the answer to a push', () => {
  it('may be lost after the push was accepted', async () => {
    server.nextPush = 'accept-and-drop';
    const result = await repository.commit(
      makeChange([{ path: A, content: 'a\n' }]),
    );
    expect(result.status).toBe('committed');
    expect(await bench.history()).toEqual([result.commit, expect.any(String)]);
  });

  it('may be lost and our commit built upon', async () => {
    server.nextPush = 'accept-and-drop';
    const landed = repository.commit(
      makeChange([{ path: A, content: 'a\n' }]),
      {
        onProgress: () => {},
      },
    );
    const result = await landed;
    const later = await commitOutside(bench.bare, { [A]: 'b\n' });
    expect(await bench.history()).toEqual([
      later,
      result.commit,
      expect.any(String),
    ]);
    const again = await bench
      .open(server.url)
      .commit(makeChange([{ path: A, content: 'a\n' }]));
    expect(again).toEqual({ ...result, status: 'already-committed' });
  });

  it('may never have been given, as the push did not arrive', async () => {
    server.nextPush = 'drop';
    const result = await repository.commit(
      makeChange([{ path: A, content: 'a\n' }]),
    );
    expect(result.status).toBe('committed');
    expect(await bench.history()).toHaveLength(2);
  });

  it('may take longer than the time limit', async () => {
    const hasty = bench.open(server.url, { timeoutMs: 1_000 });
    server.nextPush = 'hang';
    const result = await hasty.commit(
      makeChange([{ path: A, content: 'a\n' }]),
    );
    expect(result.status).toBe('committed');
    expect(await bench.history()).toHaveLength(2);
  });

  it('may be a no, in words that nobody has seen', async () => {
    const hook = join(bench.bare, 'hooks/pre-receive');
    await writeFile(
      hook,
      '#!/bin/sh\necho "Die Freigabe fehlt:" >&2\necho "Ticket OPS-7 (non-fast-forward, please retry)" >&2\nexit 1\n',
    );
    await chmod(hook, 0o755);
    const tip = await git(bench.bare, 'rev-parse', 'main');
    const error = await repository
      .commit(makeChange([{ path: A, content: 'a\n' }]))
      .catch(e => e);
    expect(error).toBeInstanceOf(PushRefusedError);
    expect(error.refusal).toMatch(
      /^Die Freigabe fehlt:\nTicket OPS-7 \(non-fast-forward, please retry\)\n/,
    );
    expect(await git(bench.bare, 'rev-parse', 'main')).toBe(tip);

    await rm(hook);
    const result = await repository.commit(
      makeChange([{ path: A, content: 'a\n' }]),
    );
    expect(result.status).toBe('committed');
  });
});

describe('the repository', () => {
  it('may have no such branch', async () => {
    const call = repository.commit(
      makeChange([{ path: A, content: 'a\n' }], { branch: 'release/x' }),
    );
    await expect(call).rejects.toThrow(BranchNotFoundError);
    await expect(call).rejects.toMatchObject({ branch: 'release/x' });
    await expect(
      repository.readFiles({ branch: 'release/x', match: () => true }),
    ).rejects.toThrow(BranchNotFoundError);
    await expect(repository.tip('release/x')).rejects.toThrow(
      BranchNotFoundError,
    );
  });

  it('may be out of reach, and come back', async () => {
    server.down = true;
    const change = makeChange([{ path: A, content: 'a\n' }]);
    await expect(repository.commit(change)).rejects.toThrow(
      RepositoryUnavailableError,
    );
    await expect(
      repository.readFiles({ branch: 'main', match: () => true }),
    ).rejects.toThrow(RepositoryUnavailableError);
    server.down = false;
    expect((await repository.commit(change)).status).toBe('committed');
  });

  it('may go away with the answer, and come back in time', async () => {
    await repository.commit(makeChange([{ path: A, content: 'a\n' }]));
    server.nextPush = 'accept-and-drop';
    server.beforePush = async () => {
      server.down = true;
      setTimeout(() => {
        server.down = false;
      }, 400);
    };
    const result = await repository.commit(
      makeChange([{ path: 'b', content: 'b\n' }], { id: '2' }),
    );
    expect(result.status).toBe('committed');
    expect(await bench.history()).toHaveLength(3);
  });

  it('may refuse the credentials, which stay secret', async () => {
    const password = 's3cr3t/pass word';
    const guarded = await bench.serve({ username: 'bot', password });
    const change = makeChange([{ path: A, content: 'a\n' }]);

    const wrong = bench.open(guarded.url, {
      credentials: async () => ({ username: 'bot', password: 'wr0ng-one' }),
    });
    const error = await wrong.commit(change).catch(e => e);
    expect(error).toBeInstanceOf(RepositoryUnavailableError);
    expect(`${error.stack}${JSON.stringify(error)}`).not.toContain('wr0ng-one');

    const right = bench.open(guarded.url, {
      credentials: async () => ({ username: 'bot', password }),
    });
    expect((await right.commit(change)).status).toBe('committed');
    const token = Buffer.from(`bot:${password}`).toString('base64');
    for (const file of await filesBelow(bench.directory)) {
      const text = await readFile(file, 'latin1');
      expect(text.includes(password) || text.includes(token)).toBe(false);
    }
  });

  it('is reached without a secret on any command line', async () => {
    const bin = join(bench.directory, 'bin');
    const log = join(bench.directory, 'argv.log');
    const path = process.env.PATH;
    await mkdir(bin);
    await writeFile(
      join(bin, 'git'),
      `#!/bin/sh\necho "$*" >> ${log}\nPATH="${path}" exec git "$@"\n`,
      { mode: 0o755 },
    );
    const guarded = await bench.serve({ username: 'bot', password: 's3cr3t' });
    const client = bench.open(guarded.url, {
      credentials: async () => ({ username: 'bot', password: 's3cr3t' }),
    });
    process.env.PATH = `${bin}:${path}`;
    process.env.GIT_DIR = '/nowhere';
    try {
      await client.commit(makeChange([{ path: A, content: 'a\n' }]));
      await client.readFiles({ branch: 'main', match: () => true });
    } finally {
      process.env.PATH = path;
      delete process.env.GIT_DIR;
    }
    const token = Buffer.from('bot:s3cr3t').toString('base64');
    const argv = await readFile(log, 'utf8');
    expect(argv).toMatch(/ push --porcelain /);
    expect(argv).not.toContain('s3cr3t');
    expect(argv).not.toContain(token);
  });

  it('may be readable and not writable', async () => {
    await git(bench.bare, 'config', 'http.receivepack', 'false');
    await expect(
      repository.commit(makeChange([{ path: A, content: 'a\n' }])),
    ).rejects.toThrow(/can be read but not pushed to: .*403/);
  });

  it('may know nothing of partial copies', async () => {
    await git(bench.bare, 'config', 'uploadpack.allowFilter', 'false');
    await repository.commit(
      makeChange([{ path: KUSTOMIZATION, edit: text => `${text}- ours\n` }]),
    );
    const { files } = await repository.readFiles({
      branch: 'main',
      match: path => path === KUSTOMIZATION,
    });
    expect(files[0].content).toBe('- first\n- ours\n');
  });

  it('asks for credentials anew for each call', async () => {
    const guarded = await bench.serve({ username: 'bot', password: 'new' });
    const passwords = ['old'];
    const client = bench.open(guarded.url, {
      credentials: async () => ({
        username: 'bot',
        password: passwords[0],
      }),
    });
    await expect(client.tip('main')).rejects.toThrow(
      RepositoryUnavailableError,
    );
    passwords[0] = 'new';
    expect(await client.tip('main')).toMatch(/^[0-9a-f]{40}$/);
  });
});

describe('a damaged mirror', () => {
  const change = makeChange([{ path: A, content: 'a\n' }], { id: '2' });
  let mirror: string;

  beforeEach(async () => {
    mirror = join(bench.directory, 'cache-1/mirror.git');
    // cache numbers go up with each writer; the first one is `repository`.
    await repository.commit(makeChange([{ path: 'first', content: '1\n' }]));
  });

  it.each([
    ['gone', () => rm(mirror, { recursive: true })],
    ['without objects', () => rm(join(mirror, 'objects'), { recursive: true })],
    ['without HEAD', () => writeFile(join(mirror, 'HEAD'), 'nonsense')],
    [
      'with a lock left behind',
      () => writeFile(join(mirror, 'refs/callboard/heads/main.lock'), ''),
    ],
    [
      'with cut-off objects',
      async () => {
        for (const file of await filesBelow(join(mirror, 'objects'))) {
          await chmod(file, 0o644);
          await writeFile(file, 'cut');
        }
      },
    ],
  ])('%s is built anew', async (_, damage) => {
    await damage();
    expect((await repository.commit(change)).status).toBe('committed');
    await damage();
    expect(
      (await repository.readFiles({ branch: 'main', match: p => p === A }))
        .files,
    ).toEqual([{ path: A, content: 'a\n' }]);
    await damage();
    expect((await repository.commit(change)).status).toBe('already-committed');
    expect(await bench.history()).toHaveLength(3);
    expect(await bench.fsck()).toBe('');
  });
});

it('stays usable when its mirror was tidied', async () => {
  const mirror = new Mirror({
    url: server.url,
    cacheDir: join(bench.directory, 'cache-1'),
    committer: { name: 'a', email: 'b' },
  });
  const loose = async () =>
    (await filesBelow(join(bench.directory, 'cache-1/mirror.git/objects')))
      .length;
  for (const id of ['1', '2', '3']) {
    await repository.commit(makeChange([{ path: id, content: id }], { id }));
  }
  await commitOutside(bench.bare, { [KUSTOMIZATION]: '- theirs\n' });
  await repository.readFiles({ branch: 'main', match: () => true });
  const before = await loose();
  await mirror.tidy();
  expect(await loose()).toBeLessThan(before);
  server.requests.length = 0;
  await repository.commit(
    makeChange([{ path: KUSTOMIZATION, edit: text => `${text}- ours\n` }]),
  );
  // It is the same mirror, neither rebuilt nor fetched again.
  expect(server.requests).toEqual([
    'GET git-receive-pack',
    'POST git-receive-pack',
  ]);
  expect(await bench.show(KUSTOMIZATION)).toBe('- theirs\n- ours');
});

describe('an abort', () => {
  const change = makeChange([{ path: A, content: 'a\n' }]);

  it('ends the call at each of its steps', async () => {
    const reason = new Error('stopped by hand');
    await expect(
      repository.commit(change, { signal: AbortSignal.abort(reason) }),
    ).rejects.toBe(reason);

    for (const step of ['Reading', 'Writing']) {
      const controller = new AbortController();
      const call = bench.open(server.url).commit(change, {
        signal: controller.signal,
        onProgress: line => {
          if (line.startsWith(step)) {
            controller.abort(reason);
          }
        },
      });
      await expect(call).rejects.toBe(reason);
    }
    expect(await bench.history()).toHaveLength(1);

    const controller = new AbortController();
    server.nextPush = 'hang';
    server.beforePush = async () => {
      controller.abort(reason);
    };
    await expect(
      repository.commit(change, { signal: controller.signal }),
    ).rejects.toBe(reason);
    expect((await repository.commit(change)).status).toBe('committed');
    expect(await bench.history()).toHaveLength(2);
  });

  it('ends the wait for others', async () => {
    const controller = new AbortController();
    let release = () => {};
    const pushing = new Promise<void>(resolve => {
      server.beforePush = () => {
        resolve();
        return new Promise(done => {
          release = done;
        });
      };
    });
    const first = repository.commit(change);
    await pushing;
    const second = repository.commit(
      makeChange([{ path: 'b', content: 'b\n' }], { id: '2' }),
      { signal: controller.signal },
    );
    controller.abort();
    await expect(second).rejects.toThrow('aborted');
    release();
    expect((await first).status).toBe('committed');
    expect(await bench.history()).toHaveLength(2);
  });
});

it('lands the changes of many writers, once each', async () => {
  const writers = 8;
  const rounds = 2;
  const repositories = Array.from({ length: 4 }, () => bench.open(server.url));
  const results = await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      const mine = [];
      for (let round = 0; round < rounds; round++) {
        const id = `writer-${writer}/${round}`;
        mine.push(
          await repositories[writer % repositories.length].commit(
            makeChange(
              [
                { path: `clusters/w${writer}/${round}.yaml`, content: id },
                {
                  path: KUSTOMIZATION,
                  edit: text => `${text}- ${id}\n`,
                },
              ],
              { id },
            ),
          ),
        );
      }
      return mine;
    }),
  );
  expect(results.flat().every(r => r.status === 'committed')).toBe(true);

  const ids = results.flatMap((_, w) => [0, 1].map(r => `writer-${w}/${r}`));
  const trailers = await bench.history(
    '%P %(trailers:key=Callboard-Change,valueonly,separator=%x2C)',
  );
  const landed = trailers
    .filter(line => line.includes(' '))
    .map(line => line.split(' '));
  // One parent each: the history is linear.
  expect(landed.every(fields => fields.length === 2)).toBe(true);
  expect(landed.map(fields => fields[1]).sort()).toEqual(ids.sort());
  const lines = (await bench.show(KUSTOMIZATION)).split('\n');
  expect(lines.sort()).toEqual(['- first', ...ids.map(id => `- ${id}`)].sort());
  expect(await bench.fsck()).toBe('');
});

async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, {
    recursive: true,
    withFileTypes: true,
  });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name));
}
