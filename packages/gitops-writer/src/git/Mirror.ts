import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BranchNotFoundError, RepositoryUnavailableError } from '../errors';
import { RepositoryOptions } from '../types';
import { Git, lastLine } from './Git';
import { TRACKING_PREFIX } from './gitEnvironment';
import { GitObject, makePack } from './objects';
import { ObjectReader } from './ObjectReader';
import { PushAnswer, readPushAnswer } from './PushAnswer';

const DEFAULT_TIMEOUT_MS = 60_000;
/** Another process may hold a ref's lock for a moment. */
const FETCH_ATTEMPTS = 3;
const FETCH_PAUSE_MS = 50;

/**
 * A bare, partial copy of the remote: commits and directories of the branches
 * that were asked for, and of the files only those that were read.
 */
export class Mirror {
  readonly #url: string;
  readonly #cacheDir: string;
  readonly #gitDir: string;
  readonly #git: Git;
  #made = false;

  constructor(options: RepositoryOptions) {
    this.#url = options.url;
    this.#cacheDir = options.cacheDir;
    this.#gitDir = join(options.cacheDir, 'mirror.git');
    this.#git = new Git({
      url: options.url,
      cacheDir: options.cacheDir,
      gitDir: this.#gitDir,
      timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      credentials: options.credentials,
    });
  }

  /**
   * The remote's tip of a branch, its commits and directories brought here.
   * Throws BranchNotFoundError and RepositoryUnavailableError.
   */
  async fetch(branch: string, signal?: AbortSignal): Promise<string> {
    await this.#make(signal);
    for (let attempt = 1; ; attempt++) {
      const failure = await this.#tryFetch(branch, signal);
      if (!failure) {
        return await this.#trackedTip(branch, signal);
      }
      // The remote answers and has the branch: then the fault is here.
      await this.remoteTip(branch, signal);
      if (attempt === FETCH_ATTEMPTS) {
        throw new RepositoryUnavailableError(
          `Branch ${branch} of ${this.#url} cannot be fetched: ${failure}`,
        );
      }
      if (attempt === FETCH_ATTEMPTS - 1) {
        await this.rebuild(signal);
      }
      await sleep(FETCH_PAUSE_MS * Math.random(), undefined, { signal });
    }
  }

  /** Asks the remote alone; works whatever state the mirror is in. */
  async remoteTip(branch: string, signal?: AbortSignal): Promise<string> {
    await mkdir(this.#cacheDir, { recursive: true });
    const ref = `refs/heads/${branch}`;
    const { code, stdout, stderr } = await this.#git.remote(
      ['ls-remote', '--', this.#url, ref],
      { signal, outsideMirror: true },
    );
    if (code !== 0) {
      throw new RepositoryUnavailableError(
        `${this.#url} cannot be read: ${lastLine(stderr)}`,
      );
    }
    const line = stdout
      .toString('utf8')
      .split('\n')
      .find(row => row.endsWith(`\t${ref}`));
    if (!line) {
      throw new BranchNotFoundError(branch, this.#url);
    }
    return line.split('\t')[0];
  }

  /**
   * Moves the remote's branch from `expected` to a child of it, or not at
   * all.
   */
  async push(
    options: { branch: string; commit: string; expected: string },
    signal?: AbortSignal,
  ): Promise<PushAnswer> {
    const ref = `refs/heads/${options.branch}`;
    const answer = await this.#git.remote(
      [
        'push',
        '--porcelain',
        '--no-verify',
        // Forces nothing, as the commit descends from the expected tip: the
        // lease only makes the comparison exact. Without it git would take
        // any ancestor for the expected tip, and so bring back commits that
        // somebody removed or a branch that somebody deleted.
        `--force-with-lease=${ref}:${options.expected}`,
        'origin',
        `${options.commit}:${ref}`,
      ],
      { signal },
    );
    return readPushAnswer(answer);
  }

  /** Writes objects that may refer to each other and to what is here. */
  async writeObjects(
    objects: GitObject[],
    signal?: AbortSignal,
  ): Promise<void> {
    await this.#git.local(['unpack-objects', '-q'], {
      input: makePack(objects),
      signal,
    });
  }

  /** Calls back with a reader and closes it after. */
  async read<T>(
    use: (reader: ObjectReader) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    const reader = ObjectReader.open(this.#git, signal);
    try {
      return await use(reader);
    } catch (error) {
      // An aborted reader fails as if the mirror were broken.
      signal?.throwIfAborted();
      throw error;
    } finally {
      await reader.close();
    }
  }

  /** Bodies of files, by hash; those not yet here come in one fetch. */
  async readBlobs(
    oids: string[],
    signal?: AbortSignal,
  ): Promise<Map<string, Buffer>> {
    const blobs = new Map<string, Buffer>();
    const missing: string[] = [];
    await this.read(async reader => {
      for (const oid of new Set(oids)) {
        const body = await reader.read(oid);
        if (body) {
          blobs.set(oid, body);
        } else {
          missing.push(oid);
        }
      }
    }, signal);
    if (missing.length > 0) {
      await this.#fetchBlobs(missing, signal);
      await this.read(async reader => {
        for (const oid of missing) {
          blobs.set(oid, await reader.require(oid));
        }
      }, signal);
    }
    return blobs;
  }

  /** All regular files of a commit, by path. */
  async listFiles(
    commit: string,
    signal?: AbortSignal,
  ): Promise<{ path: string; oid: string }[]> {
    const { stdout } = await this.#git.local(['ls-tree', '-r', '-z', commit], {
      signal,
    });
    return stdout
      .toString('utf8')
      .split('\0')
      .filter(row => row.startsWith('100'))
      .map(row => {
        const tab = row.indexOf('\t');
        return {
          oid: row.slice(0, tab).split(' ')[2],
          path: row.slice(tab + 1),
        };
      });
  }

  /** Runs a read-only git command on the mirror. */
  async query(
    args: string[],
    options: { signal?: AbortSignal; codes?: number[] } = {},
  ): Promise<{ code: number | undefined; stdout: Buffer }> {
    return await this.#git.local(args, options);
  }

  /**
   * Packs what has gathered, so that the mirror stays small. A mirror that
   * cannot be tidied is a damaged one.
   */
  async tidy(): Promise<void> {
    const { code } = await this.#git.remote(['gc', '--quiet'], {
      partial: true,
    });
    if (code !== 0) {
      await this.rebuild();
    }
  }

  /** Throws the mirror away and starts an empty one. */
  async rebuild(signal?: AbortSignal): Promise<void> {
    const old = `${this.#gitDir}.${randomUUID()}`;
    await rename(this.#gitDir, old).catch(() => {});
    await rm(old, { recursive: true, force: true });
    this.#made = false;
    await this.#make(signal);
  }

  async #make(signal?: AbortSignal): Promise<void> {
    if (!this.#made) {
      await mkdir(this.#cacheDir, { recursive: true });
      await this.#git.local(['init', '--bare', '--quiet'], { signal });
      this.#made = true;
    }
  }

  /** Undefined when it worked, else git's last words. */
  async #tryFetch(branch: string, signal?: AbortSignal) {
    const { code, stderr } = await this.#git.remote(
      [
        'fetch',
        '--quiet',
        '--no-tags',
        '--no-write-fetch-head',
        '--no-auto-maintenance',
        '--filter=blob:none',
        'origin',
        `+refs/heads/${branch}:${TRACKING_PREFIX}${branch}`,
      ],
      { signal, partial: true },
    );
    return code === 0 ? undefined : lastLine(stderr);
  }

  async #trackedTip(branch: string, signal?: AbortSignal): Promise<string> {
    const { stdout } = await this.#git.local(
      ['rev-parse', '--verify', `${TRACKING_PREFIX}${branch}^{commit}`],
      { signal },
    );
    return stdout.toString('utf8').trim();
  }

  async #fetchBlobs(oids: string[], signal?: AbortSignal): Promise<void> {
    const { code, stderr } = await this.#git.remote(
      [
        '-c',
        // The objects are named one by one: there is nothing to negotiate.
        'fetch.negotiationAlgorithm=noop',
        'fetch',
        '--quiet',
        '--no-tags',
        '--no-write-fetch-head',
        '--no-auto-maintenance',
        '--filter=blob:none',
        '--stdin',
        'origin',
      ],
      { signal, partial: true, input: `${oids.join('\n')}\n` },
    );
    if (code !== 0) {
      throw new RepositoryUnavailableError(
        `Files of ${this.#url} cannot be fetched: ${lastLine(stderr)}`,
      );
    }
  }
}
