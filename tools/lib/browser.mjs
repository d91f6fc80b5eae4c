import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fail, say } from './progress.mjs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const find = () =>
  [process.env.CHROMIUM_PATH, ...PLACES].find(
    place => place && existsSync(place),
  );

/** Path of a Chromium; installs Debian's where there is none and it may. */
export const findBrowser = () => {
  const found = find();
  if (found) {
    return found;
  }
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    say('Installing Chromium');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    for (const args of [['update'], ['install', '-y', 'chromium']]) {
      const { status, stderr } = spawnSync('apt-get', ['-qq', ...args], {
        env,
        encoding: 'utf8',
      });
      if (status !== 0) {
        fail(`apt-get ${args.join(' ')} failed: ${stderr.trim()}`);
      }
    }
  }
  return (
    find() ??
    fail(
      'Chromium is missing: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
    )
  );
};
