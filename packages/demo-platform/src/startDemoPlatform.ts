import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { GitRepository } from './git/GitRepository';
import { createApp } from './http/createApp';
import { seedPlatform } from './seed/seedPlatform';
import { Platform } from './state/Platform';
import { SnapshotFile } from './state/SnapshotFile';

const REF_POLL_MS = 1000;

/** @public */
export interface DemoPlatformOptions {
  /** Port on 127.0.0.1; 0 (default) takes a free one. */
  port?: number;
  /** Directory for all state; made when absent. */
  stateDir: string;
  /** Bearer token, and password for Git. */
  token: string;
  /** Simulated seconds in a second; default 1. */
  speed?: number;
  /** Fill a new state directory with the demo content; default true. */
  seed?: boolean;
  /** Told of errors that no request can be answered with. */
  onError?: (error: unknown) => void;
}

/** @public */
export interface DemoPlatform {
  /** `http://127.0.0.1:<port>`; systems are below `/k8s`, `/mlflow`, `/prometheus` and `/git`. */
  url: string;
  port: number;
  token: string;
  /** The bare GitOps repository. */
  gitDir: string;
  /** Ends the server and writes the state. */
  stop(): Promise<void>;
}

/**
 * Starts the embedded demo platform. Throws when the port is taken or the
 * state cannot be read; the message says what to do.
 *
 * @public
 */
export async function startDemoPlatform(
  options: DemoPlatformOptions,
): Promise<DemoPlatform> {
  const { token, speed = 1, seed = true } = options;
  const onError = options.onError ?? (() => {});
  if (!token) {
    throw new Error('A token is required');
  }
  if (!(speed > 0)) {
    throw new Error('speed must be a number above 0');
  }
  const stateDir = resolve(options.stateDir);
  await mkdir(stateDir, { recursive: true });

  const file = new SnapshotFile(join(stateDir, 'state.json'), onError);
  const repository = new GitRepository(join(stateDir, 'gitops.git'));
  const saved = await file.load();
  let url = '';
  let save = () => {};
  const platform = new Platform({
    speed,
    saved,
    repository,
    repoUrl: () => `${url}/git/gitops.git`,
    onChange: () => save(),
    onError,
  });

  let pending: Promise<void> = Promise.resolve();
  const refresh = () => {
    pending = pending
      .then(() => platform.source.refresh())
      .then(isNew => {
        if (isNew) {
          platform.engine.step();
        }
      })
      .catch(onError);
  };

  const app = createApp({
    platform,
    repository,
    gitExecPath: await GitRepository.execPath(),
    token,
    onPush: refresh,
    onError,
  });
  let ready = false;
  const server = createServer((req, res) => {
    if (ready) {
      app(req, res);
    } else {
      // The port is held while the seed is written, but shows nothing of it.
      res.writeHead(503, { 'Retry-After': '1' }).end();
    }
  });
  // A watch stays open as long as its client asked for.
  server.requestTimeout = 0;
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(options.port ?? 0, '127.0.0.1', done);
  });
  const { port } = server.address() as AddressInfo;
  url = `http://127.0.0.1:${port}`;

  try {
    await seedPlatform({
      platform,
      repository,
      isNew: !saved,
      withContent: seed,
    });
    await platform.source.refresh();
    await file.write(platform.snapshot(), false);
  } catch (error) {
    server.close();
    throw error;
  }

  save = () => file.schedule(() => platform.snapshot());
  platform.engine.start();
  const poll = setInterval(refresh, REF_POLL_MS);
  ready = true;

  let stopped: Promise<void> | undefined;
  const stop = async () => {
    clearInterval(poll);
    platform.engine.stop();
    save = () => {};
    server.closeAllConnections();
    await new Promise(done => server.close(done));
    await pending;
    await file.write(platform.snapshot(), true);
  };
  return {
    url,
    port,
    token,
    gitDir: repository.path,
    stop: () => (stopped ??= stop()),
  };
}
