import { resolve } from 'node:path';
import { ChangeIndex } from './ChangeIndex';
import { BranchState, CommitRun } from './CommitRun';
import { LocalGitError } from './git/LocalGitError';
import { Mirror } from './git/Mirror';
import { SerialQueue } from './SerialQueue';
import {
  Change,
  CommitOptions,
  CommitResult,
  ReadFilesOptions,
  ReadFilesResult,
  RepositoryOptions,
} from './types';
import { validateBranch } from './validateBranch';
import { validateChange, validatePerson } from './validateChange';
import { validateUrl } from './validateUrl';

/** Calls that may wait for one repository. */
const MAX_WAITING = 256;
/** Commits and reads after which the mirror is tidied. */
const TIDY_AFTER = 250;
/** Branches of which the history is kept in memory. */
const MAX_BRANCHES = 8;

/**
 * A Git repository that many writers share, in this process and elsewhere.
 *
 * @remarks
 * Each change lands as one commit, whole and once, on top of whatever the
 * others have committed, or not at all with an error that says why. No lock is
 * held on the remote and nothing is ever forced. Needs git 2.39 or newer.
 *
 * @public
 */
export class GitOpsRepository {
  readonly #options: RepositoryOptions;
  readonly #mirror: Mirror;
  readonly #queue = new SerialQueue(MAX_WAITING);
  readonly #branches = new Map<string, BranchState>();
  #untidy = 0;

  /**
   * Opens a repository; nothing is read or written before the first call.
   * Give each process its own `cacheDir`. Throws GitOpsError when the options
   * cannot work.
   */
  static create(options: RepositoryOptions): GitOpsRepository {
    validateUrl(options.url);
    validatePerson(options.committer);
    return new GitOpsRepository({
      ...options,
      cacheDir: resolve(options.cacheDir),
    });
  }

  private constructor(options: RepositoryOptions) {
    this.#options = options;
    this.#mirror = new Mirror(options);
  }

  /**
   * Puts a change on its branch. Safe to call again after any failure, crash
   * or abort, from anywhere: a change that landed is found by its id.
   *
   * Throws InvalidChangeError, GitOpsConflictError, BranchNotFoundError,
   * PushRefusedError and RepositoryUnavailableError; in each case nothing is
   * committed, unless the last one says that it does not know. An error
   * thrown by an `edit` passes through.
   */
  async commit(change: Change, options?: CommitOptions): Promise<CommitResult> {
    validateChange(change);
    const { url, committer } = this.#options;
    return await this.#run(
      () =>
        new CommitRun({
          ...options,
          url,
          committer,
          change,
          mirror: this.#mirror,
          state: this.#branch(change.branch),
        }).run(),
      options?.signal,
    );
  }

  /**
   * Reads files at the tip of a branch, all from the same commit, in the
   * order of their paths. Text that is not UTF-8 has replacement characters.
   * Throws BranchNotFoundError and RepositoryUnavailableError.
   */
  async readFiles(options: ReadFilesOptions): Promise<ReadFilesResult> {
    validateBranch(options.branch);
    return await this.#run(async () => {
      try {
        return await this.#read(options);
      } catch (error) {
        options.signal?.throwIfAborted();
        if (!(error instanceof LocalGitError)) {
          throw error;
        }
        await this.#mirror.rebuild(options.signal);
        return await this.#read(options);
      }
    }, options.signal);
  }

  /**
   * The commit that the remote's branch points to, full hash. Throws
   * BranchNotFoundError and RepositoryUnavailableError.
   */
  async tip(
    branch: string,
    options?: { signal?: AbortSignal },
  ): Promise<string> {
    validateBranch(branch);
    return await this.#mirror.remoteTip(branch, options?.signal);
  }

  async #run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const result = await this.#queue.run(task, signal);
    this.#untidy++;
    if (this.#untidy >= TIDY_AFTER) {
      this.#untidy = 0;
      // Nobody waits for it but the next in the queue; that the queue is full
      // or the mirror gone is found out by the next call.
      this.#queue.run(() => this.#mirror.tidy()).catch(() => {});
    }
    return result;
  }

  async #read(options: ReadFilesOptions): Promise<ReadFilesResult> {
    const { branch, match, signal } = options;
    const commit = await this.#mirror.fetch(branch, signal);
    this.#branch(branch).tip = commit;
    const found = (await this.#mirror.listFiles(commit, signal)).filter(file =>
      match(file.path),
    );
    const blobs = await this.#mirror.readBlobs(
      found.map(file => file.oid),
      signal,
    );
    const files = found.map(({ path, oid }) => ({
      path,
      content: blobs.get(oid)!.toString('utf8'),
    }));
    return { commit, files };
  }

  #branch(name: string): BranchState {
    const state = this.#branches.get(name) ?? {
      index: new ChangeIndex(this.#mirror),
    };
    // The last one used is the last one forgotten.
    this.#branches.delete(name);
    this.#branches.set(name, state);
    if (this.#branches.size > MAX_BRANCHES) {
      const [oldest] = this.#branches.keys();
      this.#branches.delete(oldest);
    }
    return state;
  }
}
