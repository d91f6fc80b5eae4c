import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { createEntityRouter } from './router/createEntityRouter';
import { createFleetRouter } from './router/createFleetRouter';
import { createTargetRouter } from './router/createTargetRouter';
import { EntityStreams } from './router/EntityStreams';
import { ServeStreamOptions } from './router/serveStream';
import { AuthorizedEntityStates } from './services/entities/AuthorizedEntityStates';
import { AuthorizedFleet } from './services/fleet/AuthorizedFleet';
import { AuthorizedTargets } from './services/targets/AuthorizedTargets';

/** The plugin's routes; each translates HTTP and no more. */
export function createRouter(options: {
  states: AuthorizedEntityStates;
  fleet: AuthorizedFleet;
  targets: AuthorizedTargets;
  streams: EntityStreams;
  stream: Omit<ServeStreamOptions, 'states'>;
  httpAuth: HttpAuthService;
  auditor: AuditorService;
}): Router {
  const router = PromiseRouter();
  router.use('/entities', createEntityRouter(options));
  router.use('/workloads', createFleetRouter(options));
  router.use('/targets', createTargetRouter(options));
  return router;
}
