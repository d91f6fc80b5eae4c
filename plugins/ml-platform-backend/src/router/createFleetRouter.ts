import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { AuthorizedFleet } from '../services/fleet/AuthorizedFleet';
import { audited } from './audited';
import { sendState } from './sendState';

/** All workloads that the caller may see. */
export function createFleetRouter(options: {
  fleet: AuthorizedFleet;
  httpAuth: HttpAuthService;
  auditor: AuditorService;
}): Router {
  const { fleet, httpAuth, auditor } = options;
  const router = PromiseRouter();

  router.get('/', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const state = await audited(
      auditor,
      { eventId: 'fleet-read', request: req, meta: {} },
      () => fleet.read({ credentials }),
    );
    sendState(req, res, state);
  });

  return router;
}
