import { isRecord } from '../parse/isRecord';
import { ProtocolError } from '../parse/ProtocolError';
import { KubeApiError } from './KubeApiError';

/**
 * What went wrong between a reflector and its server.
 *
 * - `connection`: refused, reset, not resolved, not trusted
 * - `timeout`: silent for too long
 * - `protocol`: garbled, cut or too long
 * - `expired`: 410, the version to go on from is compacted
 * - `rewound`: resourceVersions went back, as after a restored backup
 * - `throttled`: 429
 * - `denied`: 401, 403
 * - `absent`: 404
 * - `server`: 5xx
 * - `rejected`: any other status
 *
 * @public
 */
export type FaultKind =
  | 'connection'
  | 'timeout'
  | 'protocol'
  | 'expired'
  | 'rewound'
  | 'throttled'
  | 'denied'
  | 'absent'
  | 'server'
  | 'rejected';

/** Nothing came for too long. */
export class InactivityError extends Error {
  readonly name = 'InactivityError';
}

/** The server's resourceVersions are behind what it already told. */
export class RewoundError extends Error {
  readonly name = 'RewoundError';
}

export function faultKind(error: unknown): FaultKind {
  if (error instanceof KubeApiError) {
    return faultOfStatus(error);
  }
  if (error instanceof ProtocolError) {
    return 'protocol';
  }
  if (error instanceof InactivityError) {
    return 'timeout';
  }
  return error instanceof RewoundError ? 'rewound' : 'connection';
}

function faultOfStatus({ status, reason }: KubeApiError): FaultKind {
  switch (status) {
    case 401:
    case 403:
      return 'denied';
    case 404:
      return 'absent';
    case 410:
      return 'expired';
    case 429:
      return 'throttled';
    default:
      if (reason === 'Expired' || reason === 'Gone') {
        return 'expired';
      }
      return status >= 500 ? 'server' : 'rejected';
  }
}

/** The server does not mark the end of an initial state. */
export class WatchListUnsupportedError extends Error {
  readonly name = 'WatchListUnsupportedError';
}

/**
 * True when the server cannot stream an initial state: it says so (400 or 422
 * `Invalid`), sends none of the marks that belong to it, or accepts the watch and
 * then says nothing.
 */
export function lacksWatchList(error: unknown, accepted: boolean): boolean {
  return (
    error instanceof WatchListUnsupportedError ||
    (error instanceof InactivityError && accepted) ||
    (error instanceof KubeApiError &&
      (error.status === 400 || error.status === 422))
  );
}

/** One line for a status. */
export function describeFault(error: unknown): string {
  const { message, code, name } = isRecord(error) ? error : {};
  // Node reports "no address could be connected to" by a code without a message.
  const known = [message, code, name].find(
    text => typeof text === 'string' && text !== '',
  );
  return String(known ?? 'Unknown error').slice(0, 500);
}
