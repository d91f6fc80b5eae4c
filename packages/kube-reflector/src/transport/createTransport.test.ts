import { KubeConfig } from '@kubernetes/client-node';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { AddressInfo, createServer, Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { eventually, until } from '../__testUtils__/eventually';
import { createTransport } from './createTransport';
import { KubeTransport } from './KubeTransport';
import { readText } from './readText';
import { transportFromKubeConfig } from './transportFromKubeConfig';

function certificate() {
  return generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  });
}

describe('transports', () => {
  const sockets = new Set<Socket>();
  const servers: Server[] = [];
  const transports: KubeTransport[] = [];
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'transport-'));
  });

  afterEach(async () => {
    await Promise.all(transports.splice(0).map(t => t.closeIdle?.()));
    await until('closed', () => sockets.size === 0);
    await Promise.all(
      servers
        .splice(0)
        .map(server => new Promise(resolve => server.close(resolve))),
    );
  });

  afterAll(() => rm(folder, { recursive: true }));

  async function listen(server: Server): Promise<string> {
    servers.push(server);
    server.on('connection', socket => {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.once('close', () => sockets.delete(socket));
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  function use(transport: KubeTransport): KubeTransport {
    transports.push(transport);
    return transport;
  }

  async function get(
    transport: KubeTransport,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<[number, string]> {
    const path = '/api/v1/pods';
    const query = { labelSelector: 'a=b,c' };
    const response = await transport.request({ path, query, signal });
    return [response.status, await readText(response.body, 1_000)];
  }

  const authorization = (request: http.IncomingMessage) =>
    request.headers.authorization ?? 'none';

  it('asks below the path prefix, over one connection, and follows no redirect', async () => {
    let connections = 0;
    const server = http.createServer((request, response) => {
      if (authorization(request) === 'Bearer moved') {
        response.writeHead(302, { location: 'https://elsewhere.example/' });
      }
      response.end(`${request.url} ${authorization(request)}`);
    });
    server.on('connection', () => {
      connections += 1;
    });
    const address = `http://${await listen(server)}/k8s/clusters/c-1/`;
    let token = ' secret\n';
    const transport = use(
      createTransport({ server: address, token: async () => token }),
    );
    const url = '/k8s/clusters/c-1/api/v1/pods?labelSelector=a%3Db%2Cc';
    expect(await get(transport)).toEqual([200, `${url} Bearer secret`]);
    token = 'moved';
    expect(await get(transport)).toEqual([302, `${url} Bearer moved`]);
    expect(connections).toBe(1);
    expect(() => createTransport({ server: 'ftp://a' })).toThrow(TypeError);
  });

  it('hands on a refusal when there is no other token', async () => {
    const asked: boolean[] = [];
    const server = http.createServer((request, response) =>
      response.writeHead(401).end(`not ${authorization(request)}`),
    );
    const transport = use(
      createTransport({
        server: `http://${await listen(server)}`,
        token: async ({ refresh }) => {
          asked.push(refresh);
          return 'same';
        },
      }),
    );
    expect(await get(transport)).toEqual([401, 'not Bearer same']);
    expect(asked).toEqual([false, true]);
  });

  it('times out, and can be aborted, wherever a request hangs', async () => {
    const mute = await listen(createServer(socket => socket.resume()));
    const slow = await listen(http.createServer(() => {}));
    const limits = { connectTimeoutMs: 40, responseTimeoutMs: 40 };
    const to = (server: string, options = {}) =>
      get(use(createTransport({ server, ...limits, ...options })));
    await expect(to(`https://${mute}`)).rejects.toThrow('Not connected within');
    await expect(to(`http://${slow}`)).rejects.toThrow('No answer within');

    for (const [server, token] of [
      [`https://${mute}`, async () => undefined],
      [`http://${slow}`, async () => undefined],
      [`http://${slow}`, () => new Promise<undefined>(() => {})],
    ] as const) {
      const controller = new AbortController();
      const transport = use(createTransport({ server, token }));
      const answer = get(transport, controller.signal);
      setImmediate(() => controller.abort(new Error('enough')));
      await expect(answer).rejects.toThrow(/enough|aborted/);
    }
  });

  it('trusts the authority it is given, and takes up another one', async () => {
    const [first, second] = [await certificate(), await certificate()];
    const server = https.createServer(
      { key: first.private, cert: first.cert },
      (_, response) => response.end('ok'),
    );
    const address = `https://${await listen(server)}`;
    const caFile = join(folder, 'ca.crt');
    await writeFile(caFile, first.cert);
    const transport = use(createTransport({ server: address, caFile }));
    expect(await get(transport)).toEqual([200, 'ok']);

    server.setSecureContext({ key: second.private, cert: second.cert });
    server.closeIdleConnections();
    await eventually(() => expect(sockets.size).toBe(0));
    await expect(get(transport)).rejects.toThrow(/self.signed|certificate/i);
    await writeFile(caFile, second.cert);
    expect(await get(transport)).toEqual([200, 'ok']);

    const caData = Buffer.from(second.cert).toString('base64');
    for (const options of [
      { caData },
      { caData: second.cert },
      { skipTlsVerify: true },
    ]) {
      const other = use(createTransport({ server: address, ...options }));
      expect(await get(other)).toEqual([200, 'ok']);
    }
    const untrusting = use(createTransport({ server: address }));
    await expect(get(untrusting)).rejects.toThrow(/self.signed|certificate/i);
  });

  it('takes server, authority, context and credentials from a kubeconfig', async () => {
    const { cert, private: key } = await certificate();
    let accepted = 'Bearer one';
    const server = https.createServer({ key, cert }, (request, response) => {
      const given = authorization(request);
      response.writeHead(given === accepted ? 200 : 401).end(given);
    });
    const tokenFile = join(folder, 'token');
    await writeFile(tokenFile, 'one');
    const kubeConfig = new KubeConfig();
    kubeConfig.loadFromOptions({
      clusters: [
        {
          name: 'c',
          server: `https://${await listen(server)}`,
          caData: Buffer.from(cert).toString('base64'),
        },
      ],
      users: [
        { name: 'file', authProvider: { name: 'f', config: { tokenFile } } },
        { name: 'basic', username: 'u', password: 'p' },
      ],
      contexts: ['file', 'basic'].map(user => ({
        name: user,
        cluster: 'c',
        user,
      })),
      currentContext: 'file',
    });
    const transport = use(transportFromKubeConfig(kubeConfig));
    expect(await get(transport)).toEqual([200, 'Bearer one']);

    // client-node keeps a file's token for a minute; a 401 says it is old.
    accepted = 'Bearer two';
    await writeFile(tokenFile, 'two');
    expect(await get(transport)).toEqual([200, 'Bearer two']);

    accepted = 'Basic dTpw';
    const basic = use(transportFromKubeConfig(kubeConfig, 'basic'));
    expect(await get(basic)).toEqual([200, 'Basic dTpw']);
    expect(() => transportFromKubeConfig(kubeConfig, 'none')).toThrow(
      TypeError,
    );
  });
});
