import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { devNull } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs git as an outsider would; gives what it printed, trimmed. */
export async function git(cwd: string, ...args: string[]): Promise<string> {
  const { stdout } = await run('git', args, {
    cwd,
    maxBuffer: 64 * 1024 * 1024,
    env: {
      PATH: process.env.PATH,
      HOME: cwd,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: devNull,
      GIT_AUTHOR_NAME: 'Outsider',
      GIT_AUTHOR_EMAIL: 'outsider@example.com',
      GIT_COMMITTER_NAME: 'Outsider',
      GIT_COMMITTER_EMAIL: 'outsider@example.com',
      GIT_TERMINAL_PROMPT: '0',
    },
  });
  return stdout.trim();
}

/** A bare repository with a branch `main` that holds these files. */
export async function makeBareRepository(
  directory: string,
  files: Record<string, string> = { 'README.md': '# GitOps\n' },
): Promise<string> {
  const bare = join(directory, 'gitops.git');
  await git(directory, 'init', '-q', '--bare', '-b', 'main', bare);
  await git(bare, 'config', 'http.receivepack', 'true');
  await git(bare, 'config', 'uploadpack.allowFilter', 'true');
  await git(directory, 'init', '-q', '-b', 'main', join(directory, 'seed'));
  await commitOutside(bare, files, { seed: true });
  return bare;
}

/** Another writer's commit, made with a work tree of its own. */
export async function commitOutside(
  bare: string,
  files: Record<string, string | undefined>,
  options: { seed?: boolean } = {},
): Promise<string> {
  const work = join(dirname(bare), 'seed');
  if (!options.seed) {
    await git(work, 'fetch', '-q', bare, 'main');
    await git(work, 'reset', '-q', '--hard', 'FETCH_HEAD');
  }
  for (const [path, content] of Object.entries(files)) {
    if (content === undefined) {
      await git(work, 'rm', '-q', path);
    } else {
      await mkdir(dirname(join(work, path)), { recursive: true });
      await writeFile(join(work, path), content);
    }
  }
  await git(work, 'add', '-A');
  await git(work, 'commit', '-q', '-m', 'Change by hand');
  await git(work, 'push', '-q', bare, 'HEAD:main');
  return await git(work, 'rev-parse', 'HEAD');
}
