// `npm test`: every check that must hold before a change lands. The last line
// is the sum over all runners: `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runJourneys } from './lib/journeys.mjs';
import { fail, say } from './lib/progress.mjs';
import { prepare, root } from './lib/toolchain.mjs';

const HELP = `npm test -- [--only NAME[,NAME...]]

Runs types, config, lint, format, unused, reports, unit, e2e; with --only, some of them.`;

const readOptions = () => {
  try {
    return parseArgs({
      options: {
        only: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    return fail(`${error.message}\n\n${HELP}`);
  }
};

const options = readOptions();
if (options.help) {
  process.stdout.write(`${HELP}\n`);
  process.exit(0);
}

const toolchain = prepare();
const output = mkdtempSync(path.join(tmpdir(), 'callboard-test-'));

const yarn = (...args) =>
  spawnSync(toolchain.node, [toolchain.yarn, ...args], {
    cwd: root,
    env: { ...toolchain.env, CI: 'true' },
    stdio: ['ignore', 'inherit', 'inherit'],
  }).status === 0;

/** A check that holds or does not counts as one. */
const check =
  (...args) =>
  () =>
    yarn(...args) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };

const unit = () => {
  const report = path.join(output, 'jest.json');
  const ok = yarn(
    'unit',
    '--maxWorkers=2',
    '--silent',
    '--json',
    `--outputFile=${report}`,
  );
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } =
      JSON.parse(readFileSync(report, 'utf8'));
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    return { passed: numPassedTests, failed: ok ? failed : failed || 1 };
  } catch {
    return { passed: 0, failed: 1 };
  }
};

const e2e = () =>
  runJourneys({ toolchain, args: [] }).catch(error => {
    process.stderr.write(`${error.message}\n`);
    return { passed: 0, failed: 1 };
  });

/** Every configuration that the repository offers, against the schemas. */
const config = () => {
  const sum = { passed: 0, failed: 0 };
  for (const files of [
    ['demo'],
    ['real.example'],
    ['real.example', 'production'],
  ]) {
    const ok = yarn(
      ...['backstage-cli', 'config:check', '--strict', '--lax'],
      ...['--config', 'app-config.yaml'],
      ...files.flatMap(name => ['--config', `app-config.${name}.yaml`]),
    );
    sum[ok ? 'passed' : 'failed'] += 1;
  }
  return sum;
};

const steps = {
  types: check('tsc'),
  config,
  lint: check('lint', '--max-warnings=0'),
  format: check('prettier:check'),
  unused: check('knip'),
  reports: check('build:api-reports', '--ci'),
  unit,
  e2e,
};

const chosen = options.only?.split(',') ?? Object.keys(steps);
for (const name of chosen) {
  if (!(name in steps)) {
    fail(`--only: ${name} is none of ${Object.keys(steps).join(', ')}.`);
  }
}

const sum = { passed: 0, failed: 0 };
const summary = [];
for (const name of chosen) {
  say(`Checking: ${name}`);
  const { passed, failed } = await steps[name]();
  sum.passed += passed;
  sum.failed += failed;
  summary.push(
    `  ${
      failed ? 'FAILED' : 'ok    '
    }  ${name} (${passed} passed, ${failed} failed)`,
  );
}
rmSync(output, { recursive: true, force: true });
process.stdout.write(
  `\n${summary.join('\n')}\n\n${sum.passed} passed, ${sum.failed} failed\n`,
);
process.exit(sum.failed === 0 && sum.passed > 0 ? 0 : 1);
