import { spawn } from 'node:child_process';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo, Socket } from 'node:net';
import { basename, dirname } from 'node:path';

export interface GitServer {
  url: string;
  /** Counts `GET service`/`POST service` by name. */
  requests: string[];
  /** Runs once, before the next push reaches the repository. */
  beforePush?: () => Promise<void>;
  /**
   * `accept-and-drop` lets the next push through and cuts the connection
   * instead of answering; `drop` cuts it before; `hang` never answers.
   */
  nextPush?: 'accept-and-drop' | 'drop' | 'hang';
  /** Cuts every connection. */
  down: boolean;
  stop(): Promise<void>;
}

/** Serves a bare repository by git's own CGI over smart HTTP, on loopback. */
export async function startGitServer(
  bare: string,
  options: { username?: string; password?: string } = {},
): Promise<GitServer> {
  const sockets = new Set<Socket>();
  const state: GitServer = {
    url: '',
    requests: [],
    down: false,
    stop: async () => {},
  };
  const server = createServer((request, response) => {
    if (state.down) {
      request.socket.destroy();
      return;
    }
    if (options.password && !authorised(request, options)) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' });
      response.end('Bad credentials');
      return;
    }
    serve(request, response).catch(() => request.socket.destroy());
  });
  state.stop = async () => {
    sockets.forEach(socket => socket.destroy());
    await new Promise(resolve => server.close(resolve));
  };
  server.on('connection', socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  state.url = `http://127.0.0.1:${port}/${basename(bare)}`;

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url!, state.url);
    const service = basename(url.searchParams.get('service') ?? url.pathname);
    state.requests.push(`${request.method} ${service}`);
    let fault: GitServer['nextPush'];
    if (request.method === 'POST' && service === 'git-receive-pack') {
      const hook = state.beforePush;
      state.beforePush = undefined;
      await hook?.();
      fault = state.nextPush;
      state.nextPush = undefined;
    }
    if (fault === 'hang') {
      return;
    }
    if (fault === 'drop') {
      request.socket.destroy();
      return;
    }
    const answer = await runBackend(bare, request, url);
    if (fault === 'accept-and-drop') {
      request.socket.destroy();
      return;
    }
    const split = answer.indexOf('\r\n\r\n');
    for (const line of answer.toString('latin1', 0, split).split('\r\n')) {
      const [name, value] = line.split(': ');
      if (name === 'Status') {
        response.statusCode = Number(value.slice(0, 3));
      } else {
        response.setHeader(name, value);
      }
    }
    response.end(answer.subarray(split + 4));
  }
  return state;
}

function authorised(
  request: IncomingMessage,
  { username, password }: { username?: string; password?: string },
) {
  const token = Buffer.from(`${username}:${password}`).toString('base64');
  return request.headers.authorization === `Basic ${token}`;
}

async function runBackend(bare: string, request: IncomingMessage, url: URL) {
  const child = spawn('git', ['http-backend'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: dirname(bare),
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      PATH_INFO: url.pathname,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      REMOTE_USER: 'someone',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
    },
  });
  child.stdin.on('error', () => {});
  request.pipe(child.stdin);
  const chunks: Buffer[] = [];
  child.stdout.on('data', chunk => chunks.push(chunk));
  await new Promise(resolve => child.once('close', resolve));
  return Buffer.concat(chunks);
}
