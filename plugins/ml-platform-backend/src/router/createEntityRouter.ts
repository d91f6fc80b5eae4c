import { AuditorService, HttpAuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { AuthorizedEntityStates } from '../services/entities/AuthorizedEntityStates';
import { EntityStreams } from './EntityStreams';
import { audited } from './audited';
import { sendState } from './sendState';
import { ServeStreamOptions, serveStream } from './serveStream';

/** `/:kind/:namespace/:name` and its `/stream`. */
export function createEntityRouter(options: {
  states: Pick<AuthorizedEntityStates, 'authorize' | 'read'>;
  streams: EntityStreams;
  stream: Omit<ServeStreamOptions, 'states'>;
  httpAuth: HttpAuthService;
  auditor: AuditorService;
}): Router {
  const { states, streams, httpAuth, auditor } = options;
  const router = PromiseRouter();

  router.get('/:kind/:namespace/:name', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const entityRef = stringifyEntityRef(req.params);
    const access = await audited(
      auditor,
      { eventId: 'entity-state-read', request: req, meta: { entityRef } },
      () => states.authorize(entityRef, { credentials }),
    );
    sendState(req, res, states.read(access));
  });

  router.get('/:kind/:namespace/:name/stream', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    const entityRef = stringifyEntityRef(req.params);
    const user = credentials.principal.userEntityRef;
    const access = await audited(
      auditor,
      { eventId: 'entity-state-stream', request: req, meta: { entityRef } },
      () => states.authorize(entityRef, { credentials }),
    );
    if (!streams.hasRoom(user)) {
      // @backstage/errors has no class for 429; the body is shaped like its own.
      res
        .status(429)
        .set('Retry-After', '10')
        .json({
          error: {
            name: 'TooManyRequestsError',
            message: 'Too many event streams are open; close some pages',
          },
          response: { statusCode: 429 },
        });
      return;
    }
    streams.add(user, res);
    serveStream(
      { ...options.stream, states },
      { entityRef, access, credentials, req, res },
    );
  });

  return router;
}
