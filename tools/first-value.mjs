// `npm run first-value`: how long a newcomer waits. Clones what is committed,
// starts it with empty caches, and drives one journey in a browser. The last
// line is JSON, all seconds from `npm start`: until the portal answers (cold,
// and warm), until the first workload of one's own is shown live; and clicks.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runPlaywright } from './lib/journeys.mjs';
import { freePort } from './lib/ports.mjs';
import { say } from './lib/progress.mjs';
import { prepare, root } from './lib/toolchain.mjs';

// What the newcomer's shell would have, before this script fetches anything.
const bareEnv = { ...process.env };

const toolchain = prepare();
const scratch = mkdtempSync(path.join(tmpdir(), 'callboard-first-'));
const clone = path.join(scratch, 'callboard');
const output = path.join(scratch, 'e2e');
mkdirSync(output);

const env = {
  ...bareEnv,
  CALLBOARD_CACHE: path.join(scratch, 'cache'),
  YARN_GLOBAL_FOLDER: path.join(scratch, 'yarn'),
  npm_config_cache: path.join(scratch, 'npm'),
};

/** What `npm start` is running now. */
let running;

const seconds = since => Math.round((performance.now() - since) / 100) / 10;

/** `npm start` in the clone, until it prints its address. */
const start = async ports => {
  const began = performance.now();
  const child = spawn('npm', ['start', '--', ...ports], {
    cwd: clone,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise(resolve => {
    child.once('exit', resolve);
  });
  const url = await new Promise((resolve, reject) => {
    let seen = '';
    child.stdout.on('data', chunk => {
      process.stdout.write(chunk);
      seen += chunk;
      const address = /Callboard: (http\S+)/.exec(seen);
      if (address) {
        resolve(address[1]);
      }
    });
    ended.then(code => reject(new Error(`npm start ended with ${code}`)));
  });
  running = {
    url,
    ready: seconds(began),
    stop: async () => {
      running = undefined;
      process.kill(-child.pid, 'SIGINT');
      await ended;
    },
  };
  return running;
};

try {
  say('Cloning what is committed');
  const cloned = spawnSync('git', ['clone', '--quiet', root, clone]);
  if (cloned.status !== 0) {
    throw new Error(`git clone failed: ${cloned.stderr}`);
  }
  const ports = [];
  for (const name of ['--port', '--backend-port', '--demo-port']) {
    ports.push(name, String(await freePort()));
  }

  const began = Date.now();
  const cold = await start(ports);
  const { failed } = await runPlaywright({
    toolchain,
    args: ['first-value'],
    env: {
      E2E_OUTPUT: output,
      PORTAL_URL: cold.url,
      GITOPS_REPOSITORY: path.join(clone, '.callboard/demo/gitops.git'),
    },
  });
  await cold.stop();
  if (failed) {
    throw new Error('the journey failed');
  }

  const warm = await start(ports);
  await warm.stop();

  const { clicks, shownAt } = JSON.parse(
    readFileSync(path.join(output, 'first-value.json'), 'utf8'),
  );
  process.stdout.write(
    `${JSON.stringify({
      ready_s: cold.ready,
      first_value_s: Math.round((shownAt - began) / 100) / 10,
      clicks,
      warm_ready_s: warm.ready,
    })}\n`,
  );
} catch (error) {
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = 1;
} finally {
  await running?.stop();
  rmSync(scratch, { recursive: true, force: true });
}
