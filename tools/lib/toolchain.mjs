import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail, say } from './progress.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));

const NODE_VERSION = '24.21.0';
const YARN_VERSION = '4.18.1';

const cacheDir = path.join(
  process.env.CALLBOARD_CACHE ??
    path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache')),
  'callboard',
);

/** Backstage wants 22 or 24; @kubernetes/client-node wants 22.19 at least. */
const suits = version => {
  const [major, minor] = version.split('.').map(Number);
  return major === 24 || (major === 22 && minor >= 19);
};

/** Installs one npm package into the cache, once, and answers its folder. */
const fetchPackage = (name, version) => {
  const prefix = path.join(cacheDir, `${name.replace('/', '-')}-${version}`);
  const folder = path.join(prefix, 'node_modules', name);
  const done = path.join(prefix, '.complete');
  if (!existsSync(done)) {
    say(`Fetching ${name} ${version}`);
    mkdirSync(prefix, { recursive: true });
    const result = spawnSync(
      'npm',
      [
        ...['install', '--prefix', prefix, '--ignore-scripts', '--no-audit'],
        ...['--no-fund', '--no-save', '--loglevel=error'],
        `${name}@${version}`,
      ],
      {
        encoding: 'utf8',
        shell: process.platform === 'win32',
        // npm hands its own prefix down to what it runs.
        env: { ...process.env, npm_config_local_prefix: prefix },
      },
    );
    if (result.status !== 0) {
      fail(
        `npm could not fetch ${name} ${version}: ${
          result.error?.message ?? result.stderr.trim().split('\n').at(-1)
        }`,
      );
    }
    writeFileSync(done, '');
  }
  return folder;
};

/** Environment in which `node` and `yarn` are the right ones. */
const findToolchain = () => {
  const env = { ...process.env };
  let node = process.execPath;
  if (!suits(process.versions.node)) {
    const platform = process.platform === 'win32' ? 'win' : process.platform;
    const folder = fetchPackage(
      `node-${platform}-${process.arch}`,
      NODE_VERSION,
    );
    node = path.join(folder, 'bin', platform === 'win' ? 'node.exe' : 'node');
    // Native add-ons that must be built find their headers here.
    env.npm_config_nodedir = folder;
  }
  env.PATH = path.dirname(node) + path.delimiter + env.PATH;
  const yarnFolder = fetchPackage('@yarnpkg/cli-dist', YARN_VERSION);
  return { env, node, yarn: path.join(yarnFolder, 'bin', 'yarn.js') };
};

/** Changes whenever an install would do something. */
const installHash = () => {
  const hash = createHash('sha256');
  const folders = ['packages', 'plugins'].flatMap(parent =>
    readdirSync(path.join(root, parent)).map(name => path.join(parent, name)),
  );
  for (const file of [
    'yarn.lock',
    '.yarnrc.yml',
    'package.json',
    ...folders.sort().map(folder => path.join(folder, 'package.json')),
  ]) {
    const full = path.join(root, file);
    if (existsSync(full)) {
      hash.update(file).update(readFileSync(full));
    }
  }
  return hash.digest('hex');
};

const installDependencies = ({ env, node, yarn }) => {
  const stamp = path.join(root, 'node_modules', '.callboard-install');
  const hash = installHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) {
    return;
  }
  say('Installing dependencies (two minutes the first time)');
  const result = spawnSync(node, [yarn, 'install', '--immutable'], {
    cwd: root,
    env: { ...env, YARN_ENABLE_PROGRESS_BARS: '0' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.status !== 0) {
    const errors = (result.stdout ?? '')
      .split('\n')
      .filter(line => /YN0*[1-9]\d*: .*(error|│)/i.test(line))
      .filter(line => !/YN0004|YN0013|YN0002|YN0086|YN0060/.test(line));
    fail(
      `yarn install failed:\n${
        errors.slice(-10).join('\n') || result.stdout?.slice(-2000)
      }`,
    );
  }
  writeFileSync(stamp, hash);
};

/**
 * Finds or fetches Node and yarn and installs the dependencies; does nothing
 * that was done before.
 */
export const prepare = () => {
  if (spawnSync('git', ['--version']).status !== 0) {
    fail('git is missing: install it and run this again.');
  }
  const toolchain = findToolchain();
  installDependencies(toolchain);
  return toolchain;
};
