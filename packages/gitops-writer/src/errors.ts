/**
 * Base of every error that this library throws by itself. An aborted call
 * rejects with the signal's reason instead.
 *
 * @public
 */
export class GitOpsError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/**
 * A path that somebody else wrote.
 *
 * @public
 */
export interface ConflictingPath {
  path: string;
  /** The last commit that touched the path, full hash. */
  theirCommit?: string;
  theirAuthor?: string;
}

/**
 * Somebody else holds a path of the change with other content. Nothing was
 * committed.
 *
 * @public
 */
export class GitOpsConflictError extends GitOpsError {
  readonly paths: ConflictingPath[];

  constructor(branch: string, paths: ConflictingPath[]) {
    const list = paths
      .map(({ path, theirCommit, theirAuthor }) =>
        theirCommit
          ? `${path} (commit ${theirCommit.slice(0, 10)} by ${theirAuthor})`
          : path,
      )
      .join(', ');
    super(`Other content is on branch ${branch} already: ${list}`);
    this.paths = paths;
  }
}

/**
 * The repository cannot be reached, does not answer in time or refuses the
 * credentials, for reading or for writing; or too many changes wait for it.
 *
 * @public
 */
export class RepositoryUnavailableError extends GitOpsError {}

/**
 * The repository answers and has no such branch.
 *
 * @public
 */
export class BranchNotFoundError extends GitOpsError {
  readonly branch: string;

  constructor(branch: string, url: string) {
    super(`Branch ${branch} does not exist in ${url}`);
    this.branch = branch;
  }
}

/**
 * The server looked at the push and said no: a protected branch, a hook.
 * Nothing was committed.
 *
 * @public
 */
export class PushRefusedError extends GitOpsError {
  /** The server's own words. */
  readonly refusal: string;

  constructor(branch: string, url: string, refusal: string) {
    super(`${url} refuses a push to branch ${branch}: ${refusal}`);
    this.refusal = refusal;
  }
}

/**
 * The change itself cannot be committed, whatever the state of the
 * repository's other paths.
 *
 * @public
 */
export class InvalidChangeError extends GitOpsError {
  /** The path at fault; absent when the fault is elsewhere in the change. */
  readonly path?: string;

  constructor(message: string, path?: string) {
    super(message);
    this.path = path;
  }
}
