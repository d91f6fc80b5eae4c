import { Request, RequestHandler, Response } from 'express';
import { queryOf } from '../http/queryOf';
import { BodyTooLargeError, readBody } from '../http/readBody';
import { discovery } from './discovery';
import { KubeStore } from './KubeStore';
import { ObjectLister } from './listObjects';
import { ObjectWriter } from './ObjectWriter';
import { parseRequestPath, RequestInfo } from './requestInfo';
import { ServerSideApply } from './ServerSideApply';
import { serveWatch } from './serveWatch';
import { StatusError } from './StatusError';

const NOT_FOUND = new StatusError(
  404,
  'NotFound',
  'the server could not find the requested resource',
);

const NOT_ALLOWED = new StatusError(
  405,
  'MethodNotAllowed',
  'the server does not allow this method on the requested resource',
);

/** The Kubernetes API: discovery, get, list, watch and writes. JSON only. */
export function createKubeRouter(
  store: KubeStore,
  serverSideApply: ServerSideApply,
): RequestHandler {
  const lister = new ObjectLister(store);
  const writer = new ObjectWriter(store, serverSideApply);

  async function handle(req: Request, res: Response): Promise<void> {
    const path = req.path;
    if (path === '/healthz' || path === '/readyz' || path === '/livez') {
      res.type('text/plain').send('ok');
      return;
    }
    const found = discovery(path, req.get('accept') ?? '');
    if (found && req.method === 'GET') {
      if (found.contentType) {
        res.set('Content-Type', found.contentType);
      }
      res.json(found.body);
      return;
    }
    const info = parseRequestPath(path);
    if (!info) {
      throw NOT_FOUND;
    }
    if (req.method === 'GET') {
      read(info, req, res);
      return;
    }
    const outcome = await writer.write(info, {
      method: req.method,
      contentType: (req.get('content-type') ?? '').split(';')[0].trim(),
      query: queryOf(req),
      body: await readBody(req),
    });
    if (!outcome) {
      throw NOT_ALLOWED;
    }
    res.status(outcome.code).json(outcome.body);
  }

  function read(info: RequestInfo, req: Request, res: Response): void {
    const { resource, namespace, name } = info;
    const query = queryOf(req);
    if (name) {
      res.json(store.get(resource, namespace, name));
    } else if (query.watch === 'true' || query.watch === '1') {
      serveWatch(store, info, query, req, res);
    } else {
      res.json(lister.list(resource, namespace, query));
    }
  }

  return (req, res, next) => {
    handle(req, res).catch((error: unknown) => {
      if (error instanceof BodyTooLargeError) {
        const tooLarge = new StatusError(
          413,
          'RequestEntityTooLarge',
          error.message,
        );
        res.status(413).json(tooLarge.toStatus());
      } else if (error instanceof StatusError) {
        res.status(error.code).json(error.toStatus());
      } else {
        next(error);
      }
    });
  };
}
