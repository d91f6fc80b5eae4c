import { GitOpsError } from '../errors';
import { Credentials, gitEnvironment, redact } from './gitEnvironment';
import { LocalGitError } from './LocalGitError';
import { GitChild, spawnGit } from './spawnGit';

/** Time limit of a call that only reads or writes the mirror, ms. */
const LOCAL_TIMEOUT_MS = 120_000;
/** The most that one call may print, bytes. */
const MAX_OUTPUT = 256 * 1024 * 1024;

export interface GitCall {
  signal?: AbortSignal;
  input?: string | Uint8Array;
}

export interface GitAnswer {
  /** Undefined when a signal or the time limit ended the process. */
  code: number | undefined;
  stdout: Buffer;
  /** Without secrets. */
  stderr: string;
}

/** Runs the system's git for one mirror and its remote. */
export class Git {
  readonly #options: {
    url: string;
    cacheDir: string;
    gitDir: string;
    timeoutMs: number;
    credentials?: () => Promise<Credentials | undefined>;
  };

  constructor(options: {
    url: string;
    cacheDir: string;
    gitDir: string;
    timeoutMs: number;
    credentials?: () => Promise<Credentials | undefined>;
  }) {
    this.#options = options;
  }

  /**
   * A command on the mirror alone. It cannot reach the network, not even to
   * fetch a missing object: that would be one round trip an object. Throws
   * LocalGitError on an exit code that is not among `codes`.
   */
  async local(
    args: string[],
    call: GitCall & { codes?: number[] } = {},
  ): Promise<GitAnswer> {
    const child = this.spawnLocal(args, call.signal);
    const answer = await collect(child, call);
    if (
      answer.code === undefined ||
      !(call.codes ?? [0]).includes(answer.code)
    ) {
      throw new LocalGitError(
        `git ${args[0]} failed on the local mirror: ${lastLine(answer.stderr)}`,
      );
    }
    return answer;
  }

  spawnLocal(args: string[], signal?: AbortSignal): GitChild {
    const { url, cacheDir, gitDir } = this.#options;
    return spawnGit({
      args: [`--git-dir=${gitDir}`, ...args],
      cwd: cacheDir,
      env: gitEnvironment({ url, cacheDir }),
      timeoutMs: LOCAL_TIMEOUT_MS,
      signal,
    });
  }

  /**
   * A command that talks to the remote. Any exit is an answer: the caller
   * decides from the remote's state what it means.
   */
  async remote(
    args: string[],
    call: GitCall & { outsideMirror?: boolean; partial?: boolean } = {},
  ): Promise<GitAnswer> {
    const { url, cacheDir, gitDir, timeoutMs } = this.#options;
    const credentials = await this.#credentials();
    const child = spawnGit({
      args: call.outsideMirror ? args : [`--git-dir=${gitDir}`, ...args],
      cwd: cacheDir,
      env: gitEnvironment({
        url,
        cacheDir,
        credentials,
        partial: call.partial,
      }),
      timeoutMs,
      signal: call.signal,
    });
    const answer = await collect(child, call);
    const stderr = redact(answer.stderr, credentials);
    return child.timedOut()
      ? { ...answer, stderr: `${stderr}\nno answer within ${timeoutMs} ms` }
      : { ...answer, stderr };
  }

  async #credentials() {
    const { url, credentials } = this.#options;
    return /^https?:/.test(url) ? await credentials?.() : undefined;
  }
}

/** The last line that says something, for an error's message. */
export function lastLine(text: string): string {
  return text.trim().split('\n').pop()?.trim() || 'no reason given';
}

async function collect(child: GitChild, call: GitCall): Promise<GitAnswer> {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  let size = 0;
  const keep = (into: Buffer[]) => (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_OUTPUT) {
      child.kill();
    } else {
      into.push(chunk);
    }
  };
  child.process.stdout.on('data', keep(out));
  child.process.stderr.on('data', keep(err));
  child.process.stdin.end(call.input);

  let code: number | undefined;
  try {
    code = await child.exited;
  } catch (error) {
    throw new GitOpsError('git cannot be started: is it installed?', {
      cause: error,
    });
  }
  call.signal?.throwIfAborted();
  return {
    code: size > MAX_OUTPUT ? undefined : code,
    stdout: Buffer.concat(out),
    stderr: Buffer.concat(err).toString('utf8'),
  };
}
