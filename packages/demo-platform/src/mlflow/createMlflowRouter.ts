import { Request, RequestHandler, Response } from 'express';
import { BodyTooLargeError, readBody } from '../http/readBody';
import { isJsonObject, JsonObject } from '../kube/json';
import { Calls } from './calls';
import { experimentCalls } from './experimentCalls';
import { Input } from './Input';
import { MlflowError } from './MlflowError';
import { modelCalls } from './modelCalls';
import { ModelRegistry } from './ModelRegistry';
import { runCalls } from './runCalls';
import { TrackingStore } from './TrackingStore';
import { versionCalls } from './versionCalls';

/** Release whose answers these are. */
export const MLFLOW_VERSION = '3.18.0';

const PREFIXES = /^\/(?:ajax-)?api\/2\.0\/mlflow\/(.+?)\/?$/;

/** MLflow's REST API 2.0, also below `/ajax-api` as its own UI calls it. */
export function createMlflowRouter(
  tracking: TrackingStore,
  registry: ModelRegistry,
): RequestHandler {
  const calls = new Map<string, Calls[string]>();
  const all = {
    ...experimentCalls(tracking),
    ...runCalls(tracking),
    ...modelCalls(registry),
    ...versionCalls(registry),
  };
  for (const [key, call] of Object.entries(all)) {
    const [methods, path] = key.split(' ');
    methods.split('|').forEach(method => calls.set(`${method} ${path}`, call));
  }

  async function handle(req: Request, res: Response): Promise<void> {
    if (req.path === '/health') {
      res.type('text/plain').send('OK');
      return;
    }
    if (req.path === '/version') {
      res.type('text/plain').send(MLFLOW_VERSION);
      return;
    }
    const [, path] = PREFIXES.exec(req.path) ?? [];
    const call = path && calls.get(`${req.method} ${path}`);
    if (!call) {
      throw new MlflowError(
        'ENDPOINT_NOT_FOUND',
        `${req.method} ${req.path} is not served`,
      );
    }
    res.json(call(await inputOf(req)));
  }

  return (req, res, next) => {
    handle(req, res).catch((error: unknown) => {
      if (error instanceof MlflowError) {
        res
          .status(error.status)
          .json({ error_code: error.errorCode, message: error.message });
      } else if (error instanceof BodyTooLargeError) {
        res
          .status(413)
          .json({ error_code: 'BAD_REQUEST', message: error.message });
      } else {
        next(error);
      }
    });
  };
}

async function inputOf(req: Request): Promise<Input> {
  if (req.method === 'GET') {
    return new Input(req.query);
  }
  const text = await readBody(req);
  let body: unknown;
  try {
    body = text ? JSON.parse(text) : {};
  } catch {
    throw new MlflowError('BAD_REQUEST', 'The request body is not JSON');
  }
  if (!isJsonObject(body)) {
    throw new MlflowError('BAD_REQUEST', 'The request body is not an object');
  }
  const values: JsonObject = body;
  return new Input(values);
}
