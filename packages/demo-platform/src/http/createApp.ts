import express, { ErrorRequestHandler, Express } from 'express';
import { createGitRouter } from '../git/createGitRouter';
import { GitRepository } from '../git/GitRepository';
import { createKubeRouter } from '../kube/createKubeRouter';
import { StatusError } from '../kube/StatusError';
import { createMlflowRouter } from '../mlflow/createMlflowRouter';
import { createCommitPage } from '../pages/createCommitPage';
import { createModelPages } from '../pages/createModelPages';
import { createPrometheusRouter } from '../prometheus/createPrometheusRouter';
import { Platform } from '../state/Platform';
import {
  hasBasicToken,
  hasBearerToken,
  requireLocalHost,
  requireToken,
} from './guards';

interface AppOptions {
  platform: Platform;
  repository: GitRepository;
  gitExecPath: string;
  token: string;
  onPush: () => void;
  onError: (error: unknown) => void;
}

/** All systems on one port, each below its own path. */
export function createApp(options: AppOptions): Express {
  const { platform, repository, token } = options;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(requireLocalHost);
  app.get('/healthz', (_req, res) => {
    res.json({ status: 'ok' });
  });
  app.get('/git/commit/:sha', createCommitPage(repository));
  app.get('/mlflow', createModelPages(platform));

  app.use(
    '/k8s',
    requireToken(
      req => hasBearerToken(req, token),
      (_req, res) => {
        const error = new StatusError(401, 'Unauthorized', 'Unauthorized');
        res.status(401).json(error.toStatus());
      },
    ),
    createKubeRouter(platform.store, platform.serverSideApply),
  );
  app.use(
    '/mlflow',
    requireToken(
      req => hasBearerToken(req, token),
      (_req, res) => {
        res.status(401).json({
          error_code: 'UNAUTHENTICATED',
          message: 'You are not authenticated.',
        });
      },
    ),
    createMlflowRouter(platform.tracking, platform.registry),
  );
  app.use(
    '/prometheus',
    requireToken(
      req => hasBearerToken(req, token) || hasBasicToken(req, token),
      (_req, res) => {
        res.status(401).type('text/plain').send('Unauthorized\n');
      },
    ),
    createPrometheusRouter(platform),
  );
  app.use(
    '/git',
    requireToken(
      req => hasBasicToken(req, token),
      (_req, res) => {
        res
          .status(401)
          .set('WWW-Authenticate', 'Basic realm="Callboard demo GitOps"')
          .type('text/plain')
          .send('Unauthorized\n');
      },
    ),
    createGitRouter({ ...options, execPath: options.gitExecPath }),
  );

  const onError: ErrorRequestHandler = (error, _req, res, _next) => {
    options.onError(error);
    if (res.headersSent) {
      res.destroy();
    } else {
      res.status(500).type('text/plain').send('Internal error\n');
    }
  };
  app.use(onError);
  return app;
}
