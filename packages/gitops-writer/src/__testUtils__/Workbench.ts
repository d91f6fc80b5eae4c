import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitOpsRepository } from '../GitOpsRepository';
import { Change, FileChange, RepositoryOptions } from '../types';
import { git, makeBareRepository } from './git';
import { GitServer, startGitServer } from './startGitServer';

/** A repository, servers for it and writers to it, gone at the end of a test. */
export class Workbench {
  readonly directory: string;
  readonly bare: string;
  readonly #servers: GitServer[] = [];
  #caches = 0;

  static async create(files?: Record<string, string>): Promise<Workbench> {
    const directory = await mkdtemp(join(tmpdir(), 'gitops-writer-'));
    return new Workbench(directory, await makeBareRepository(directory, files));
  }

  private constructor(directory: string, bare: string) {
    this.directory = directory;
    this.bare = bare;
  }

  async serve(options?: { username: string; password: string }) {
    const server = await startGitServer(this.bare, options);
    this.#servers.push(server);
    return server;
  }

  /** A writer with a mirror of its own, as a replica of the backend has. */
  open(url: string, options: Partial<RepositoryOptions> = {}) {
    this.#caches++;
    return GitOpsRepository.create({
      url,
      cacheDir: join(this.directory, `cache-${this.#caches}`),
      committer: { name: 'Callboard', email: 'callboard@example.com' },
      ...options,
    });
  }

  /** Content of a file at the tip, as an outsider reads it. */
  async show(path: string, branch = 'main') {
    return await git(this.bare, 'show', `${branch}:${path}`);
  }

  async history(format = '%H') {
    const out = await git(this.bare, 'log', `--format=${format}`, 'main');
    return out.split('\n');
  }

  /** Throws when git finds anything wrong with the repository. */
  async fsck() {
    return await git(this.bare, 'fsck', '--strict', '--no-dangling');
  }

  async stop() {
    await Promise.all(this.#servers.map(server => server.stop()));
    await rm(this.directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A change by Ana; files as given. */
export function makeChange(
  files: FileChange[],
  extra: Partial<Change> = {},
): Change {
  return {
    branch: 'main',
    id: 'task-1/commit',
    message: 'Add churn-train',
    author: { name: 'Ana', email: 'ana@example.com' },
    mode: 'create',
    files,
    ...extra,
  };
}
