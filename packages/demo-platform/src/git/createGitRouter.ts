import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { Request, RequestHandler, Response } from 'express';
import { GitRepository } from './GitRepository';

/** The smart protocol only: no loose files, no other repository. */
const SMART_PATH =
  /^\/gitops\.git\/(info\/refs|git-upload-pack|git-receive-pack)$/;
const TIMEOUT_MS = 120_000;
const MAX_HEADER_BYTES = 16 * 1024;

interface GitRouterOptions {
  repository: GitRepository;
  execPath: string;
  /** Called after a push was answered. */
  onPush: () => void;
  onError: (error: unknown) => void;
}

/** Smart HTTP: hands requests to git's own CGI program. */
export function createGitRouter(options: GitRouterOptions): RequestHandler {
  return (req, res) => {
    const [path, query = ''] = req.url.split('?');
    if (!SMART_PATH.test(path)) {
      res.status(404).type('text/plain').send('Not found\n');
      return;
    }
    const backend = spawn(join(options.execPath, 'git-http-backend'), {
      env: cgiEnvironment(req, path, query, options.repository),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const deadline = setTimeout(() => backend.kill(), TIMEOUT_MS);
    let stderr = '';
    backend.stderr.on('data', chunk => {
      stderr = `${stderr}${chunk}`.slice(-2000);
    });
    backend.on('error', options.onError);
    backend.on('close', code => {
      clearTimeout(deadline);
      if (code !== 0 && !res.writableEnded) {
        options.onError(new Error(`git-http-backend: ${stderr.trim()}`));
      }
      if (!res.headersSent) {
        res.status(500).type('text/plain').send('git-http-backend failed\n');
      } else {
        res.end();
      }
      if (path.endsWith('/git-receive-pack')) {
        options.onPush();
      }
    });
    res.on('close', () => {
      if (!res.writableFinished) {
        backend.kill();
      }
    });
    // The program may end before it has read everything.
    backend.stdin.on('error', () => {});
    req.pipe(backend.stdin);
    relay(backend.stdout, res);
  };
}

function cgiEnvironment(
  req: Request,
  path: string,
  query: string,
  repository: GitRepository,
): Record<string, string> {
  const header = (name: string) => req.get(name) ?? '';
  return {
    PATH: process.env.PATH ?? '',
    HOME: '/nonexistent',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_PROJECT_ROOT: dirname(repository.path),
    GIT_HTTP_EXPORT_ALL: '1',
    REQUEST_METHOD: req.method,
    PATH_INFO: path,
    QUERY_STRING: query,
    CONTENT_TYPE: header('content-type'),
    CONTENT_LENGTH: header('content-length'),
    HTTP_CONTENT_ENCODING: header('content-encoding'),
    HTTP_ACCEPT: header('accept'),
    GIT_PROTOCOL: header('git-protocol'),
    REMOTE_USER: 'callboard',
    REMOTE_ADDR: '127.0.0.1',
  };
}

/** CGI answer: header lines, an empty line, then the body. */
function relay(stdout: NodeJS.ReadableStream, res: Response): void {
  let head = Buffer.alloc(0);
  const onData = (chunk: Buffer) => {
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0 && head.length < MAX_HEADER_BYTES) {
      return;
    }
    stdout.off('data', onData);
    if (end < 0) {
      return;
    }
    for (const line of head.subarray(0, end).toString().split('\r\n')) {
      const colon = line.indexOf(':');
      const name = line.slice(0, colon);
      const value = line.slice(colon + 1).trim();
      if (name.toLowerCase() === 'status') {
        res.status(Number(value.split(' ')[0]));
      } else {
        res.setHeader(name, value);
      }
    }
    res.write(head.subarray(end + 4));
    stdout.pipe(res, { end: false });
  };
  stdout.on('data', onData);
}
