import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const GRACE_MS = 5_000;

/**
 * The processes that a command started. Each is the leader of a group of its
 * own, so that ending it ends what it started in turn.
 */
export class Processes {
  #running = new Map();
  #crash;

  /** Settles with `{name, why}` when a process ends that nobody ended. */
  crashed = new Promise(resolve => {
    this.#crash = resolve;
  });

  constructor({ logDir, verbose = false }) {
    mkdirSync(logDir, { recursive: true });
    this.logDir = logDir;
    this.verbose = verbose;
  }

  start(name, command, args, { env, cwd }) {
    const log = createWriteStream(this.logFile(name));
    const child = spawn(command, args, {
      env,
      cwd,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.pipe(log, { end: false });
      if (this.verbose) {
        stream.pipe(process.stdout, { end: false });
      }
    }
    const exited = new Promise(resolve => {
      child.once('error', error => resolve(error.message));
      child.once('exit', (code, signal) => resolve(`exit ${code ?? signal}`));
    });
    this.#running.set(name, { child, exited });
    exited.then(why => {
      log.end();
      if (this.#running.delete(name)) {
        this.#crash({ name, why });
      }
    });
  }

  logFile(name) {
    return path.join(this.logDir, `${name}.log`);
  }

  /** The end of a process's log, for an error message. */
  tail(name, lines = 25) {
    return readFileSync(this.logFile(name), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(-lines)
      .join('\n');
  }

  /** Ends everything that is running, kindly first. */
  async stopAll() {
    const running = [...this.#running.values()];
    this.#running.clear();
    const signal = name => {
      for (const { child } of running) {
        try {
          process.kill(-child.pid, name);
        } catch {
          // The group is gone already.
        }
      }
    };
    signal('SIGTERM');
    await Promise.race([
      Promise.all(running.map(({ exited }) => exited)),
      sleep(GRACE_MS, undefined, { ref: false }),
    ]);
    // Whatever a leader left behind goes too.
    signal('SIGKILL');
  }
}
