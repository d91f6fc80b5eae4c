import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A bare Git repository on disk, as the remote that is committed to. */
export class BareRepository {
  readonly path: string;
  readonly url: string;
  readonly #work: string;

  /** Makes it, with one commit on `main`. */
  static create(directory: string): BareRepository {
    const repository = new BareRepository(directory);
    mkdirSync(directory, { recursive: true });
    repository.git('init', '--bare', '--initial-branch=main', repository.path);
    repository.git('clone', '--quiet', repository.path, repository.#work);
    repository.write('README.md', 'What runs where\n', 'Start');
    return repository;
  }

  private constructor(directory: string) {
    this.path = join(directory, 'remote.git');
    this.url = pathToFileURL(this.path).href;
    this.#work = join(directory, 'work');
  }

  /** Commits a file as somebody else would. */
  write(path: string, content: string, message: string): void {
    const inWork = ['-C', this.#work];
    if (this.git('-C', this.path, 'branch').trim()) {
      this.git(...inWork, 'pull', '--quiet', 'origin', 'main');
    }
    const target = join(this.#work, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
    this.git(...inWork, 'add', path);
    this.git(...inWork, 'commit', '--quiet', '-m', message);
    this.git(...inWork, 'push', '--quiet', 'origin', 'HEAD:main');
  }

  /** Makes the server refuse pushes with these words. */
  refusePushes(words: string): void {
    const hook = join(this.path, 'hooks/pre-receive');
    mkdirSync(dirname(hook), { recursive: true });
    writeFileSync(hook, `#!/bin/sh\necho '${words}' >&2\nexit 1\n`, {
      mode: 0o755,
    });
  }

  /** Content of a file on `main`. */
  read(path: string): string {
    return this.git('-C', this.path, 'show', `main:${path}`);
  }

  /** The commits of `main`, newest first, in a format of `git log`. */
  log(format: string): string[] {
    const args = ['log', `--format=${format}%x00`, 'main'];
    return this.git('-C', this.path, ...args)
      .split('\0')
      .map(entry => entry.trim())
      .filter(Boolean);
  }

  git(...args: string[]): string {
    return execFileSync('git', args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_AUTHOR_NAME: 'Ben Okafor',
        GIT_AUTHOR_EMAIL: 'ben@northwind.example',
        GIT_COMMITTER_NAME: 'Ben Okafor',
        GIT_COMMITTER_EMAIL: 'ben@northwind.example',
      },
    });
  }
}
