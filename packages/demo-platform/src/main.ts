import { parseArgs } from 'node:util';
import { startDemoPlatform } from './startDemoPlatform';

const HELP = `Usage: main.ts --state DIR [--port N] [--speed N]

  --state DIR   directory for all state
  --port N      port on 127.0.0.1 (7080); 0 takes a free one
  --speed N     simulated seconds in a second (1)

The bearer token is read from CALLBOARD_DEMO_TOKEN.
Prints {"ready":true,"port":N} when it answers.
`;

/** Errors of the background, one JSON line each. */
function report(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${JSON.stringify({ level: 'error', message })}\n`);
}

function numberOf(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) {
    throw new Error(`--${name} must be a number, got "${text}"`);
  }
  return value;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      state: { type: 'string' },
      port: { type: 'string', default: '7080' },
      speed: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const token = process.env.CALLBOARD_DEMO_TOKEN;
  if (!values.state || !token) {
    throw new Error(
      values.state ? 'CALLBOARD_DEMO_TOKEN is not set' : '--state is required',
    );
  }
  const platform = await startDemoPlatform({
    stateDir: values.state,
    port: numberOf('port', values.port),
    speed: numberOf('speed', values.speed),
    token,
    onError: report,
  });
  const stop = () => {
    platform.stop().catch(error => {
      report(error);
      process.exitCode = 1;
    });
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.stdout.write(
    `${JSON.stringify({ ready: true, port: platform.port })}\n`,
  );
}

main().catch(error => {
  report(error);
  process.exitCode = 1;
});
