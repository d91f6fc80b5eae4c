import { createHash, timingSafeEqual } from 'node:crypto';
import { Request, RequestHandler } from 'express';

const LOCAL_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;

/**
 * Refuses names other than this machine's own: a page that points its own
 * name at 127.0.0.1 (DNS rebinding) gets nothing.
 */
export const requireLocalHost: RequestHandler = (req, res, next) => {
  if (LOCAL_HOST.test(req.headers.host ?? '')) {
    next();
  } else {
    res
      .status(403)
      .type('text/plain')
      .send('Invalid Host header: only 127.0.0.1 and localhost are served\n');
  }
};

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function isToken(given: string, token: string): boolean {
  return timingSafeEqual(digest(given), digest(token));
}

export function hasBearerToken(req: Request, token: string): boolean {
  const match = /^Bearer (.+)$/i.exec(req.get('authorization') ?? '');
  return match !== null && isToken(match[1], token);
}

/** Any user name, the token as password. */
export function hasBasicToken(req: Request, token: string): boolean {
  const match = /^Basic (.+)$/i.exec(req.get('authorization') ?? '');
  if (!match) {
    return false;
  }
  const decoded = Buffer.from(match[1], 'base64').toString('utf8');
  return isToken(decoded.slice(decoded.indexOf(':') + 1), token);
}

/** Lets a request with the token pass; `refuse` answers any other. */
export function requireToken(
  isAuthorised: (req: Request) => boolean,
  refuse: RequestHandler,
): RequestHandler {
  return (req, res, next) =>
    isAuthorised(req) ? next() : refuse(req, res, next);
}
