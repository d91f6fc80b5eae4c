import { execFile } from 'node:child_process';
import { mkdir, stat } from 'node:fs/promises';

const TIMEOUT_MS = 30_000;
const MAX_OUTPUT_BYTES = 32 * 1024 * 1024;

/** One file of a commit. */
export interface GitFile {
  path: string;
  content: string;
}

export interface CommitInput {
  files: Record<string, string | null>;
  message: string;
  author: { name: string; email: string };
  /** Unix ms. */
  at: number;
}

/** Runs git without the user's or the machine's configuration. */
function git(
  args: string[],
  options: { input?: string; env?: Record<string, string> } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      args,
      {
        timeout: TIMEOUT_MS,
        maxBuffer: MAX_OUTPUT_BYTES,
        env: {
          PATH: process.env.PATH ?? '',
          HOME: '/nonexistent',
          GIT_CONFIG_NOSYSTEM: '1',
          LC_ALL: 'C',
          ...options.env,
        },
      },
      (error, stdout, stderr) => {
        if (error) {
          const reason = stderr.trim() || error.message;
          reject(new Error(`git ${args.slice(0, 3).join(' ')}: ${reason}`));
        } else {
          resolve(stdout);
        }
      },
    );
    child.stdin?.on('error', () => {});
    child.stdin?.end(options.input ?? '');
  });
}

/** The bare GitOps repository, through the system's git. */
export class GitRepository {
  constructor(readonly path: string) {}

  /** Where git keeps its own programs, `git-http-backend` among them. */
  static async execPath(): Promise<string> {
    return (await git(['--exec-path'])).trim();
  }

  async exists(): Promise<boolean> {
    return stat(`${this.path}/HEAD`).then(
      () => true,
      () => false,
    );
  }

  async init(): Promise<void> {
    await mkdir(this.path, { recursive: true });
    await git(['init', '--bare', '--quiet', '-b', 'main', this.path]);
    const settings = {
      'http.receivepack': 'true',
      'uploadpack.allowFilter': 'true',
      'uploadpack.allowAnySHA1InWant': 'true',
      // As a protected branch: history is never rewritten.
      'receive.denyNonFastForwards': 'true',
      'receive.denyDeletes': 'true',
      'gc.auto': '0',
    };
    for (const [key, value] of Object.entries(settings)) {
      await this.#run(['config', key, value]);
    }
  }

  /** Commit that `main` points to; undefined in an empty repository. */
  async head(): Promise<string | undefined> {
    const out = await this.#run([
      'for-each-ref',
      '--format=%(objectname)',
      'refs/heads/main',
    ]);
    return out.trim() || undefined;
  }

  /** Text files below a directory at a commit. */
  async files(commit: string, directory: string): Promise<GitFile[]> {
    const listing = await this.#run([
      'ls-tree',
      '-r',
      '-z',
      '--full-tree',
      commit,
      '--',
      directory,
    ]);
    const entries = listing
      .split('\0')
      .filter(Boolean)
      .map(line => {
        const [meta, path] = line.split('\t');
        return { path, type: meta.split(' ')[1], id: meta.split(' ')[2] };
      })
      .filter(entry => entry.type === 'blob');
    const files: GitFile[] = [];
    for (const { path, id } of entries.filter(e => /\.ya?ml$/.test(e.path))) {
      files.push({ path, content: await this.#run(['cat-file', 'blob', id]) });
    }
    return files;
  }

  async show(commit: string): Promise<string> {
    return this.#run([
      'show',
      '--no-color',
      '--stat',
      '--patch',
      '--format=fuller',
      '--end-of-options',
      commit,
    ]);
  }

  /** Commits on `main` with the system's fast-import. For the seed. */
  async commit(input: CommitInput): Promise<string> {
    const parent = await this.head();
    const seconds = Math.floor(input.at / 1000);
    const { name, email } = input.author;
    const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
    const stream = [
      'commit refs/heads/main\n',
      `author ${name} <${email}> ${seconds} +0000\n`,
      `committer ${name} <${email}> ${seconds} +0000\n`,
      data(input.message),
      parent ? `from ${parent}\n` : '',
      ...Object.entries(input.files).map(([path, content]) =>
        content === null
          ? `D ${path}\n`
          : `M 100644 inline ${path}\n${data(content)}`,
      ),
      '\n',
    ].join('');
    await git(
      ['-C', this.path, 'fast-import', '--quiet', '--date-format=raw'],
      {
        input: stream,
      },
    );
    return (await this.head()) ?? '';
  }

  #run(args: string[]): Promise<string> {
    return git(['-C', this.path, ...args]);
  }
}
