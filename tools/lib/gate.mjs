import http from 'node:http';

/**
 * A proxy in front of the demo platform that can shut out parts of it, by the
 * first segment of the path (`k8s`, `mlflow`, `git`). End-to-end tests take
 * upstreams away with it: `POST /gate {"down": ["k8s"]}`.
 *
 * @returns the gate's address and `stop`
 */
export const startGate = async target => {
  let down = new Set();
  const open = new Set();

  const setDown = async request => {
    const chunks = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    down = new Set(JSON.parse(Buffer.concat(chunks).toString()).down);
    for (const { part, response } of open) {
      if (down.has(part)) {
        response.destroy();
      }
    }
  };

  const forward = (part, request, response) => {
    const entry = { part, response };
    open.add(entry);
    const upstream = http.request(
      new URL(request.url, target),
      { method: request.method, headers: request.headers },
      answer => {
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
      },
    );
    upstream.on('error', () => response.destroy());
    response.on('close', () => {
      open.delete(entry);
      upstream.destroy();
    });
    request.pipe(upstream);
  };

  const server = http.createServer((request, response) => {
    const part = request.url.split('/')[1];
    if (part === 'gate' && request.method === 'POST') {
      setDown(request).then(
        () => response.end('{}'),
        error => response.writeHead(400).end(error.message),
      );
    } else if (down.has(part)) {
      request.socket.destroy();
    } else {
      forward(part, request, response);
    }
  });
  await new Promise(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
