import { Request, Response } from 'express';
import { KubeStore, StoreEvent } from './KubeStore';
import { ListQuery, selectorOf } from './listObjects';
import { apiVersionOf } from './resources';
import { StatusError } from './StatusError';
import { KubeObject, Resource } from './types';

export interface WatchQuery extends ListQuery {
  allowWatchBookmarks?: string;
  timeoutSeconds?: string;
  sendInitialEvents?: string;
}

const BOOKMARK_INTERVAL_MS = 10_000;
/** A reader that is this far behind is cut off, as a real server does. */
const MAX_BUFFERED_BYTES = 16 * 1024 * 1024;

/** Streams changes as JSON lines until the client goes or the time is up. */
export function serveWatch(
  store: KubeStore,
  target: { resource: Resource; namespace?: string },
  query: WatchQuery,
  req: Request,
  res: Response,
): void {
  const { resource, namespace } = target;
  const matches = selectorOf(resource, namespace, query);
  const bookmarks = query.allowWatchBookmarks === 'true';
  const initialEvents = query.sendInitialEvents === 'true';
  if (initialEvents && !bookmarks) {
    throw StatusError.badRequest(
      'sendInitialEvents requires allowWatchBookmarks=true',
    );
  }

  res.status(200).set('Content-Type', 'application/json');
  res.flushHeaders();

  const send = (type: string, object: object) => {
    res.write(`${JSON.stringify({ type, object })}\n`);
    if (res.writableLength > MAX_BUFFERED_BYTES) {
      res.destroy();
    }
  };
  const sendBookmark = (annotations?: Record<string, string>) =>
    send('BOOKMARK', {
      kind: resource.kind,
      apiVersion: apiVersionOf(resource),
      metadata: {
        resourceVersion: String(store.revision),
        creationTimestamp: null,
        annotations,
      },
    });
  const sendChange = (event: StoreEvent) => {
    if (event.resource === resource) {
      const change = changeFor(event, matches);
      if (change) {
        send(change.type, change.object);
      }
    }
  };

  try {
    const since = query.resourceVersion ?? '';
    if (initialEvents || since === '' || since === '0') {
      for (const object of store.list(resource).filter(matches)) {
        send('ADDED', object);
      }
      if (initialEvents) {
        sendBookmark({ 'k8s.io/initial-events-end': 'true' });
      }
    } else {
      if (!/^\d+$/.test(since)) {
        throw StatusError.badRequest(
          `Invalid value: "${since}": strconv.ParseUint: parsing "${since}": invalid syntax`,
        );
      }
      store.since(Number(since)).forEach(sendChange);
    }
  } catch (error) {
    if (!(error instanceof StatusError)) {
      throw error;
    }
    send('ERROR', error.toStatus());
    res.end();
    return;
  }

  const unsubscribe = store.subscribe(sendChange);
  const ticker = setInterval(() => {
    if (bookmarks) {
      sendBookmark();
    }
  }, BOOKMARK_INTERVAL_MS);
  const seconds = Number(query.timeoutSeconds ?? 0) || 1800;
  const deadline = setTimeout(() => {
    if (bookmarks) {
      sendBookmark();
    }
    res.end();
  }, seconds * 1000);
  const close = () => {
    unsubscribe();
    clearInterval(ticker);
    clearTimeout(deadline);
  };
  res.on('close', close);
  req.on('error', close);
}

/** An object that enters or leaves the selection is added or deleted in it. */
function changeFor(
  event: StoreEvent,
  matches: (object: KubeObject) => boolean,
): { type: StoreEvent['type']; object: KubeObject } | undefined {
  const { type, object, previous } = event;
  const isIn = type !== 'DELETED' && matches(object);
  const wasIn = previous !== undefined && matches(previous);
  if (isIn) {
    return { type: wasIn ? 'MODIFIED' : 'ADDED', object };
  }
  return wasIn ? { type: 'DELETED', object } : undefined;
}
