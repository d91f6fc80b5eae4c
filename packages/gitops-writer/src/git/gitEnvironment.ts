import { devNull } from 'node:os';
import { dirname } from 'node:path';

/** What git may inherit: how to reach the network, nothing of its own config. */
const INHERITED = [
  'PATH',
  'HOME',
  'TMPDIR',
  'SSH_AUTH_SOCK',
  'GIT_SSH_COMMAND',
  'GIT_SSL_CAINFO',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'http_proxy',
  'https_proxy',
  'HTTPS_PROXY',
  'all_proxy',
  'ALL_PROXY',
  'no_proxy',
  'NO_PROXY',
];

/** Branches of the remote as last seen, apart from refs that people make. */
export const TRACKING_PREFIX = 'refs/callboard/heads/';

export interface Credentials {
  username: string;
  password: string;
}

/**
 * The environment of one git call. Everything that git must know travels here
 * and neither on the command line, which other users can read, nor in the
 * mirror's config file.
 */
export function gitEnvironment(options: {
  url: string;
  cacheDir: string;
  credentials?: Credentials;
  /** Lets git know that objects may be missing here and fetchable there. */
  partial?: boolean;
}): Record<string, string> {
  const config: [string, string][] = [
    ['remote.origin.url', options.url],
    ['remote.origin.fetch', `+refs/heads/*:${TRACKING_PREFIX}*`],
    ['core.hooksPath', devNull],
    // A cache that heals itself does not need to survive a power cut.
    ['core.fsync', 'none'],
    ['gc.autoDetach', 'false'],
    ['pack.threads', '1'],
    ['advice.pushUpdateRejected', 'false'],
  ];
  if (options.partial) {
    // Told for this call alone, and in full, or git would note the rest in the
    // mirror's config: every other call would then fetch what it misses, one
    // object at a time and without credentials.
    config.push(
      ['remote.origin.promisor', 'true'],
      ['remote.origin.partialclonefilter', 'blob:none'],
    );
  }
  if (options.credentials) {
    const { username, password } = options.credentials;
    config.push([
      `http.${new URL(options.url).origin}/.extraHeader`,
      `Authorization: Basic ${basic(username, password)}`,
    ]);
  }

  const env: Record<string, string> = {
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: devNull,
    GIT_ALLOW_PROTOCOL: 'http:https:ssh:file',
    GIT_CEILING_DIRECTORIES: dirname(options.cacheDir),
    GIT_LITERAL_PATHSPECS: '1',
    GIT_SSH_COMMAND: 'ssh -o BatchMode=yes',
    LC_ALL: 'C',
    GIT_CONFIG_COUNT: String(config.length),
  };
  for (const name of INHERITED) {
    const value = process.env[name];
    if (value !== undefined) {
      env[name] = value;
    }
  }
  config.forEach(([key, value], i) => {
    env[`GIT_CONFIG_KEY_${i}`] = key;
    env[`GIT_CONFIG_VALUE_${i}`] = value;
  });
  return env;
}

/** Takes secrets out of a text that a remote or a helper wrote. */
export function redact(text: string, credentials?: Credentials): string {
  let clean = text.replace(/(\w+:\/\/)[^\s/@]+@/g, '$1***@');
  if (credentials?.password) {
    const { username, password } = credentials;
    for (const secret of [
      basic(username, password),
      password,
      encodeURIComponent(password),
    ]) {
      clean = clean.split(secret).join('***');
    }
  }
  return clean;
}

function basic(username: string, password: string) {
  return Buffer.from(`${username}:${password}`).toString('base64');
}
