import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { AuthorizedTargets } from '../services/targets/AuthorizedTargets';
import { audited } from './audited';
import { sendState } from './sendState';

/** What a cluster and namespace offer. */
export function createTargetRouter(options: {
  targets: AuthorizedTargets;
  httpAuth: HttpAuthService;
  auditor: AuditorService;
}): Router {
  const { targets, httpAuth, auditor } = options;
  const router = PromiseRouter();

  router.get('/:cluster/:namespace', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const { cluster, namespace } = req.params;
    const facts = await audited(
      auditor,
      { eventId: 'target-read', request: req, meta: { cluster, namespace } },
      () => targets.read({ cluster, namespace }, { credentials }),
    );
    sendState(req, res, facts);
  });

  return router;
}
