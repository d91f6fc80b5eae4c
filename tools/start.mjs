// `npm start`: the portal on the embedded demo platform, or on your own
// systems with --config.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openState, startDemo, startPortal } from './lib/portal.mjs';
import { isFree } from './lib/ports.mjs';
import { Processes } from './lib/processes.mjs';
import { fail, say, setQuiet } from './lib/progress.mjs';
import { prepare, root } from './lib/toolchain.mjs';

const HELP = `npm start -- [options]

Starts the Callboard portal, by default on the embedded demo platform.

  --config FILE        your own systems instead of the demo platform; may be
                       given more than once (see app-config.real.example.yaml)
  --port N             port of the portal (3000)
  --backend-port N     port of its backend (7007)
  --demo-port N        port of the demo platform (7080)
  --state DIR          where state is kept between runs (.callboard)
  --fresh              forget all state of earlier runs first
  --verbose            show what the processes print
  --quiet              print nothing but the address
  --help               this text

Ctrl-C ends everything that was started.`;

const readOptions = () => {
  try {
    return parseArgs({
      options: {
        config: { type: 'string', multiple: true, default: [] },
        port: { type: 'string', default: '3000' },
        'backend-port': { type: 'string', default: '7007' },
        'demo-port': { type: 'string', default: '7080' },
        state: { type: 'string', default: path.join(root, '.callboard') },
        fresh: { type: 'boolean', default: false },
        verbose: { type: 'boolean', default: false },
        quiet: { type: 'boolean', default: false },
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
setQuiet(options.quiet);

const demo = options.config.length === 0;
const ports = Object.fromEntries(
  ['port', 'backend-port', ...(demo ? ['demo-port'] : [])].map(name => {
    const port = Number(options[name]);
    if (!Number.isInteger(port) || port < 1 || port > 65535) {
      fail(
        `--${name}: ${options[name]} is not a port; give one from 1 to 65535.`,
      );
    }
    return [name, port];
  }),
);
for (const [name, port] of Object.entries(ports)) {
  if (!(await isFree(port))) {
    fail(`Port ${port} is taken; give another with --${name} N.`);
  }
}

const toolchain = prepare();
const state = openState(path.resolve(options.state), { fresh: options.fresh });
const processes = new Processes({
  logDir: state.logDir,
  verbose: options.verbose,
});

let stopping = false;
const stop = async code => {
  if (!stopping) {
    stopping = true;
    await processes.stopAll();
    process.exit(code);
  }
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    say('Stopping');
    stop(0);
  });
}

// npm and yarn put a shell in between that dies of a signal and does not pass it
// on: when the parent is gone, so is who asked for this.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stop(0), 1_000).unref();
}

try {
  const demoUrl = demo
    ? await startDemo({
        processes,
        toolchain,
        state,
        port: ports['demo-port'],
      })
    : undefined;
  const { url } = await startPortal({
    processes,
    toolchain,
    state,
    configs: demo
      ? [path.join(root, 'app-config.demo.yaml')]
      : options.config.map(file => path.resolve(file)),
    port: ports.port,
    backendPort: ports['backend-port'],
    env: demoUrl && {
      CALLBOARD_DEMO_URL: demoUrl,
      CALLBOARD_DEMO_TOKEN: state.token,
    },
  });
  say('Ready. Ctrl-C ends it.');
  process.stdout.write(`\n  Callboard: ${url}\n\n`);
  const { name, why } = await processes.crashed;
  throw new Error(`${name} ended (${why}):\n${processes.tail(name)}`);
} catch (error) {
  if (!stopping) {
    process.stderr.write(`\n${error.message}\n`);
    await stop(1);
  }
}
