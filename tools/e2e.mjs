// `npm run e2e [-- playwright options]`: the journeys in a real browser.
// Ends with one JSON line.
import { runJourneys } from './lib/journeys.mjs';
import { fail } from './lib/progress.mjs';
import { prepare } from './lib/toolchain.mjs';

try {
  const result = await runJourneys({
    toolchain: prepare(),
    args: process.argv.slice(2),
  });
  process.stdout.write(`${JSON.stringify(result)}\n`);
  process.exit(result.failed === 0 && result.passed > 0 ? 0 : 1);
} catch (error) {
  fail(error.message);
}
