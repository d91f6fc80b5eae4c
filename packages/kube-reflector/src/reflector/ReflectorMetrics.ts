import { FaultKind } from './faults';

/**
 * Counters of one reflector since it was made; they only grow.
 *
 * @public
 */
export interface ReflectorMetrics {
  /** Full states read, by paged LIST or by watch-list. */
  lists: number;
  /** Of those, the ones after the first. */
  relists: number;
  /** Requests for a page of a LIST. */
  pages: number;
  /** Watches that the server accepted. */
  watches: number;
  /** Changes received, without bookmarks and initial states. */
  events: number;
  bookmarks: number;
  /** Objects that could not be projected, and were left as they were. */
  projectionErrors: number;
  /** Body bytes received. */
  bytes: number;
  /** Faults by kind. */
  errors: Record<FaultKind, number>;
}

export function newReflectorMetrics(): ReflectorMetrics {
  return {
    lists: 0,
    relists: 0,
    pages: 0,
    watches: 0,
    events: 0,
    bookmarks: 0,
    projectionErrors: 0,
    bytes: 0,
    errors: {
      connection: 0,
      timeout: 0,
      protocol: 0,
      expired: 0,
      rewound: 0,
      throttled: 0,
      denied: 0,
      absent: 0,
      server: 0,
      rejected: 0,
    },
  };
}
