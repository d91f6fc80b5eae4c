/**
 * One file of a change. Paths are relative to the repository's root, with
 * forward slashes.
 *
 * @public
 */
export type FileChange =
  /** Write these bytes. */
  | { path: string; content: string | Uint8Array }
  /** Remove the file; a file that is not there is no change. */
  | { path: string; delete: true }
  /**
   * Derive the new content from the current one (undefined when the file does
   * not exist), such as a merge into a kustomization. Pure: it runs again
   * when the branch has moved.
   */
  | { path: string; edit: (current: string | undefined) => string };

/**
 * A change that lands as one commit, once.
 *
 * @public
 */
export interface Change {
  branch: string;
  /**
   * Names the change for ever: task and step, for instance. A second call
   * with the same id finds the first one's commit instead of repeating it.
   */
  id: string;
  /** First line: imperative summary. Trailers are added below. */
  message: string;
  author: { name: string; email: string };
  /**
   * Date of the commit, ISO 8601. Pass the same one on every retry (when the
   * task began, for instance) and the same change on the same parent is the
   * same commit, hash included. A commit is never dated before its parent.
   * Default: one second after the parent.
   */
  date?: string;
  /** Further trailers, such as `Callboard-Entity`. */
  trailers?: Record<string, string>;
  /**
   * `create`: a path that exists with other content is a conflict.
   * `update`: it is replaced.
   */
  mode: 'create' | 'update';
  files: FileChange[];
}

/** @public */
export interface CommitResult {
  /**
   * - `committed`: this call put it on the branch.
   * - `already-committed`: an earlier call with the same id did.
   * - `unchanged`: the branch holds the very same content already; no commit.
   */
  status: 'committed' | 'already-committed' | 'unchanged';
  branch: string;
  /** Commit that holds the change, full hash; when unchanged, the branch's tip. */
  commit: string;
  /** Paths that the commit changed. */
  paths: string[];
}

/** @public */
export interface CommitOptions {
  /**
   * Ends the wait or the work at once. A push that was under way may still
   * land; the next call with the same change id finds out.
   */
  signal?: AbortSignal;
  /** Told in a line what happens now, for a task's log. */
  onProgress?: (line: string) => void;
}

/** @public */
export interface ReadFilesOptions {
  branch: string;
  /** Chooses files by their path. */
  match: (path: string) => boolean;
  signal?: AbortSignal;
}

/** @public */
export interface ReadFilesResult {
  /** Tip of the branch that was read, full hash. */
  commit: string;
  files: { path: string; content: string }[];
}

/** @public */
export interface RepositoryOptions {
  /** http(s), ssh or file URL, without credentials in it. */
  url: string;
  /** Directory for the bare mirror; made when absent, safe to delete. */
  cacheDir: string;
  /** Asked before each remote call; never written to disk or to a log. */
  credentials?: () => Promise<
    { username: string; password: string } | undefined
  >;
  /** Signs as committer. */
  committer: { name: string; email: string };
  /** Time limit of each git call that talks to the remote, ms. Default 60 000. */
  timeoutMs?: number;
}
