import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { answers } from './ports.mjs';
import { say } from './progress.mjs';
import { root } from './toolchain.mjs';

const START_TIMEOUT_MS = 180_000;

/** Where the demo platform and the portal keep what outlives a run. */
export const openState = (stateDir, { fresh = false } = {}) => {
  if (fresh) {
    rmSync(stateDir, { recursive: true, force: true });
  }
  mkdirSync(path.join(stateDir, 'db'), { recursive: true });
  const tokenFile = path.join(stateDir, 'token');
  if (!existsSync(tokenFile)) {
    writeFileSync(tokenFile, randomBytes(24).toString('hex'), { mode: 0o600 });
  }
  // Between app-config.yaml and the files that name the systems, so that those
  // may say otherwise.
  const config = path.join(stateDir, 'app-config.state.yaml');
  writeFileSync(
    config,
    JSON.stringify({
      backend: {
        database: { connection: { directory: path.join(stateDir, 'db') } },
      },
      mlPlatform: { gitops: { cacheDir: path.join(stateDir, 'mirrors') } },
    }),
  );
  return {
    config,
    demoDir: path.join(stateDir, 'demo'),
    logDir: path.join(stateDir, 'logs'),
    token: readFileSync(tokenFile, 'utf8').trim(),
  };
};

/** Waits for an address; throws with the process's last words. */
const waitFor = async (processes, name, url) => {
  const gaveUp = new AbortController();
  let why = `no answer from ${url} within ${START_TIMEOUT_MS / 1000} s`;
  processes.crashed.then(crash => {
    why = `${crash.name} ended: ${crash.why}`;
    gaveUp.abort();
  });
  if (
    !(await answers(url, {
      timeoutMs: START_TIMEOUT_MS,
      signal: gaveUp.signal,
    }))
  ) {
    throw new Error(
      `${name} did not start (${why}). The end of ${processes.logFile(
        name,
      )}:\n${processes.tail(name)}`,
    );
  }
};

/** The embedded demo platform; answers its address. */
export const startDemo = async ({
  processes,
  toolchain,
  state,
  port,
  speed,
}) => {
  say('Starting the embedded demo platform');
  const url = `http://127.0.0.1:${port}`;
  processes.start(
    'demo-platform',
    toolchain.node,
    [
      ...['--require', '@backstage/cli/config/nodeTransform.cjs'],
      'packages/demo-platform/src/main.ts',
      ...['--port', String(port), '--state', state.demoDir],
      ...(speed ? ['--speed', String(speed)] : []),
    ],
    {
      cwd: root,
      env: { ...toolchain.env, CALLBOARD_DEMO_TOKEN: state.token },
    },
  );
  await waitFor(processes, 'demo-platform', `${url}/healthz`);
  return url;
};

/**
 * Portal app and backend, on app-config.yaml and the given files; resolves when
 * both answer.
 */
export const startPortal = async ({
  processes,
  toolchain,
  state,
  configs,
  port,
  backendPort,
  env = {},
}) => {
  say('Starting the portal');
  const url = `http://localhost:${port}`;
  const backendUrl = `http://localhost:${backendPort}`;
  processes.start(
    'portal',
    toolchain.node,
    [
      path.join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
      ...['repo', 'start'],
      ...[path.join(root, 'app-config.yaml'), state.config, ...configs].flatMap(
        file => ['--config', file],
      ),
    ],
    {
      cwd: root,
      env: {
        ...toolchain.env,
        APP_CONFIG_app_baseUrl: url,
        APP_CONFIG_backend_baseUrl: backendUrl,
        APP_CONFIG_backend_listen_port: String(backendPort),
        APP_CONFIG_backend_cors_origin: url,
        ...env,
      },
    },
  );
  await waitFor(
    processes,
    'portal',
    `${backendUrl}/.backstage/health/v1/readiness`,
  );
  await waitFor(processes, 'portal', url);
  return { url, backendUrl };
};
