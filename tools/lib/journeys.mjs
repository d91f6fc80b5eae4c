import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBrowser } from './browser.mjs';
import { startGate } from './gate.mjs';
import { openState, startDemo, startPortal } from './portal.mjs';
import { freePort } from './ports.mjs';
import { Processes } from './processes.mjs';
import { say } from './progress.mjs';
import { root } from './toolchain.mjs';

const E2E_DIR = path.join(root, 'packages/app/e2e-tests');

/**
 * Runs Playwright against a portal that is up.
 *
 * @returns counts of journeys
 */
export const runPlaywright = async ({ toolchain, args = [], env }) => {
  const browser = findBrowser();
  const report = path.join(env.E2E_OUTPUT, 'report.json');
  const child = spawn(
    toolchain.node,
    [
      path.join(root, 'node_modules/@playwright/test/cli.js'),
      ...['test', '--config', path.join(E2E_DIR, 'playwright.config.ts')],
      ...args,
    ],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...toolchain.env,
        CHROMIUM_PATH: browser,
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
        ...env,
      },
    },
  );
  await new Promise(resolve => {
    child.once('exit', resolve);
  });
  const { stats } = JSON.parse(readFileSync(report, 'utf8'));
  return {
    journeys: stats.expected + stats.unexpected + stats.flaky + stats.skipped,
    passed: stats.expected,
    // A journey that passes only on a second try is a bug somewhere.
    failed: stats.unexpected + stats.flaky,
  };
};

/** The whole end-to-end run: fresh state, own ports, everything ended after. */
export const runJourneys = async ({ toolchain, args }) => {
  const started = performance.now();
  const output = mkdtempSync(path.join(tmpdir(), 'callboard-e2e-'));
  const state = openState(path.join(output, 'state'));
  const processes = new Processes({ logDir: state.logDir });
  const end = async () => {
    await processes.stopAll();
    process.exit(1);
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  let gate;
  let passed = false;
  try {
    const demoUrl = await startDemo({
      processes,
      toolchain,
      state,
      port: await freePort(),
    });
    gate = await startGate(demoUrl);
    const { url } = await startPortal({
      processes,
      toolchain,
      state,
      configs: [path.join(root, 'app-config.demo.yaml')],
      port: await freePort(),
      backendPort: await freePort(),
      env: { CALLBOARD_DEMO_URL: gate.url, CALLBOARD_DEMO_TOKEN: state.token },
    });
    say('Driving the portal in Chromium');
    const counts = await runPlaywright({
      toolchain,
      args,
      env: {
        E2E_OUTPUT: output,
        PORTAL_URL: url,
        GATE_URL: gate.url,
        GITOPS_REPOSITORY: path.join(state.demoDir, 'gitops.git'),
        DEMO_TOKEN: state.token,
      },
    });
    passed = counts.failed === 0 && counts.passed > 0;
    return {
      ...counts,
      seconds: Math.round((performance.now() - started) / 1000),
    };
  } finally {
    gate?.stop();
    await processes.stopAll();
    process.off('SIGINT', end);
    process.off('SIGTERM', end);
    if (passed) {
      rmSync(output, { recursive: true, force: true });
    } else {
      say(`Logs, traces and state of the failed run are in ${output}`);
    }
  }
};
