import { Request, Response } from 'express';
import { etagOf } from '../services/live/etagOf';

/** Sends JSON, or 304 when the client holds the same but for its ages. */
export function sendState(req: Request, res: Response, body: object): void {
  const etag = `W/"${etagOf(body)}"`;
  res.set({ ETag: etag, 'Cache-Control': 'private, no-cache' });
  const held = (req.header('if-none-match') ?? '')
    .split(',')
    .map(value => value.trim());
  if (held.includes(etag)) {
    res.status(304).end();
  } else {
    res.json(body);
  }
}
