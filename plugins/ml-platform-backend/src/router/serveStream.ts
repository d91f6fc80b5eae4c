import {
  BackstageCredentials,
  BackstageUserPrincipal,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { Request, Response } from 'express';
import {
  AuthorizedEntityStates,
  EntityAccess,
} from '../services/entities/AuthorizedEntityStates';
import { ChangeHub, Topic } from '../services/live/ChangeHub';
import { EntityStream, StreamTimings } from '../services/live/EntityStream';
import { decodeEventId } from '../services/live/eventId';

/** What a stream is served from. */
export interface ServeStreamOptions {
  states: Pick<AuthorizedEntityStates, 'authorize' | 'read'>;
  changes: ChangeHub;
  timings: StreamTimings;
  /** How often the person's rights are looked at anew, ms. */
  reauthorizeMs: number;
  logger: LoggerService;
}

function topicsOf({ binding }: EntityAccess): Topic[] {
  return [
    'status',
    'metrics',
    'mlflow',
    ...(binding.kubernetesId ? [`id:${binding.kubernetesId}` as const] : []),
  ];
}

/**
 * Serves one event stream until the client leaves, the person's token expires
 * or their rights or the entity's annotations change in a way that needs a new
 * start. The client reconnects with `Last-Event-ID` then.
 */
export function serveStream(
  options: ServeStreamOptions,
  request: {
    entityRef: string;
    access: EntityAccess;
    credentials: BackstageCredentials<BackstageUserPrincipal>;
    req: Request;
    res: Response;
  },
): void {
  const { states, changes, timings, logger } = options;
  const { entityRef, credentials, req, res } = request;
  let access = request.access;
  res.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    // no-transform: a compressing middleware or proxy would hold events back.
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  });
  res.flushHeaders();

  const stream = new EntityStream({
    read: () => states.read(access),
    held: decodeEventId(req.header('last-event-id')),
    changes,
    topics: topicsOf(access),
    timings,
    sink: {
      write: frame => res.write(frame),
      onDrained: listener => res.once('drain', listener),
    },
  });
  const reauthorize = setInterval(async () => {
    try {
      const next = await states.authorize(entityRef, { credentials });
      if (JSON.stringify(next.binding) === JSON.stringify(access.binding)) {
        access = next;
      } else {
        res.end();
      }
    } catch (error) {
      logger.info('An event stream is ended: it may not be read any more', {
        entityRef,
        reason: isError(error) ? error.name : 'unknown',
      });
      res.end();
    }
  }, options.reauthorizeMs);
  const expiry = credentials.expiresAt
    ? setTimeout(
        () => res.end(),
        Math.max(0, credentials.expiresAt.getTime() - Date.now()),
      )
    : undefined;
  res.on('close', () => {
    stream.close();
    clearInterval(reauthorize);
    clearTimeout(expiry);
  });
}
