import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { git } from './__testUtils__/git';
import { makeChange, Workbench } from './__testUtils__/Workbench';

const RUNS = 12;
/** A commit takes about this long here; kills fall all over it, ms. */
const SPAN_MS = 300;

let bench: Workbench;

beforeEach(async () => {
  bench = await Workbench.create();
});

afterEach(async () => {
  await bench.stop();
});

/** Runs a commit in a process of its own and kills that after a while. */
async function commitAndDie(argument: string, afterMs: number) {
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      require.resolve('./__testUtils__/commitInChild.ts'),
      argument,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let stderr = '';
  child.stderr.on('data', chunk => {
    stderr += chunk;
  });
  child.stdout.once('data', () => {
    setTimeout(() => child.kill('SIGKILL'), afterMs);
  });
  const ending = await new Promise<string>(resolve => {
    child.once('close', (code, signal) => resolve(signal ?? String(code)));
  });
  return { ending, stderr };
}

it('commits exactly once however often a process is killed', async () => {
  const server = await bench.serve();
  const endings: string[] = [];
  for (let run = 0; run < RUNS; run++) {
    const change = makeChange(
      [
        { path: `runs/${run}.yaml`, content: `run: ${run}\n` },
        { path: `runs/${run}-more.yaml`, content: `run: ${run}\n` },
      ],
      { id: `task-${run}/commit` },
    );
    const options = {
      url: server.url,
      // The next process finds the mirror as the killed one left it.
      cacheDir: join(bench.directory, 'shared-cache'),
      committer: { name: 'Callboard', email: 'callboard@example.com' },
    };
    const argument = JSON.stringify({ options, change });
    const { ending, stderr } = await commitAndDie(
      argument,
      Math.round((run / RUNS) * SPAN_MS),
    );
    expect(stderr).toBe('');
    endings.push(ending);
    // The git of the killed process may still be pushing: a second writer.
    const result = await bench
      .open(server.url, { cacheDir: options.cacheDir })
      .commit(change);
    expect(result.status).toMatch(/^(already-)?committed$/);
    expect(result.paths.sort()).toEqual(change.files.map(f => f.path).sort());
  }
  // Some must have been killed, or this showed nothing.
  expect(endings).toContain('SIGKILL');

  const history = await bench.history(
    '%(trailers:key=Callboard-Change,valueonly)',
  );
  const ids = history.filter(Boolean);
  expect(ids.sort()).toEqual(
    Array.from({ length: RUNS }, (_, run) => `task-${run}/commit`).sort(),
  );
  expect(await bench.fsck()).toBe('');
  expect(await git(bench.bare, 'rev-list', '--merges', '--count', 'main')).toBe(
    '0',
  );
}, 120_000);
