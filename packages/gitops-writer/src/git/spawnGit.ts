import { ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

/** Time that a git process gets to remove its lock files, ms. */
const GRACE_MS = 2_000;

export interface SpawnOptions {
  args: string[];
  cwd: string;
  env: Record<string, string>;
  timeoutMs: number;
  signal?: AbortSignal;
}

export interface GitChild {
  process: ChildProcessWithoutNullStreams;
  timedOut(): boolean;
  /** Ends the whole process group, remote helpers included. */
  kill(): void;
  /** Exit code; undefined when a signal ended it. Rejects when git is missing. */
  exited: Promise<number | undefined>;
}

/**
 * Starts git in a process group of its own, so that a time limit or an abort
 * also ends `git-remote-https` and `ssh`, which would otherwise live on and
 * keep the pipes open.
 */
export function spawnGit(options: SpawnOptions): GitChild {
  options.signal?.throwIfAborted();
  const child = spawn('git', options.args, {
    cwd: options.cwd,
    env: options.env,
    detached: true,
    stdio: 'pipe',
  });
  let timedOut = false;
  let grace: NodeJS.Timeout | undefined;

  const signalGroup = (name: NodeJS.Signals) => {
    try {
      if (child.pid) {
        process.kill(-child.pid, name);
      }
    } catch {
      // The group has ended between our decision and the call.
    }
  };
  const kill = () => {
    if (!grace) {
      signalGroup('SIGTERM');
      grace = setTimeout(() => signalGroup('SIGKILL'), GRACE_MS);
    }
  };
  const timer = setTimeout(() => {
    timedOut = true;
    kill();
  }, options.timeoutMs);
  options.signal?.addEventListener('abort', kill);
  // A process that ended early closes its input: its exit code says why.
  child.stdin.on('error', () => {});

  const exited = new Promise<number | undefined>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => resolve(code ?? undefined));
  }).finally(() => {
    clearTimeout(timer);
    clearTimeout(grace);
    options.signal?.removeEventListener('abort', kill);
  });
  // The caller may look at the exit later than it happens.
  exited.catch(() => {});

  return { process: child, timedOut: () => timedOut, kill, exited };
}
