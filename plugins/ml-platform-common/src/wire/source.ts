/**
 * The state of one upstream as the backend last saw it.
 *
 * - `live`: answering, figures are current.
 * - `stale`: was read before, cannot be read now; figures are the last known.
 * - `unavailable`: never read since the backend started.
 *
 * A source can be `live` and carry an `error` when a part of it may not be
 * read, such as one kind that the portal's service account lacks.
 *
 * @public
 */
export type SourceState = 'live' | 'stale' | 'unavailable';

/**
 * One upstream that an answer was built from. A slow or dead upstream shows
 * here; it never blanks the answer.
 *
 * @public
 */
export interface SourceStatus {
  kind: 'kubernetes' | 'mlflow' | 'prometheus';
  /** Name from config: the cluster, the MLflow server, the metrics store. */
  name: string;
  state: SourceState;
  /** When it last answered, ISO 8601; absent if never. */
  observedAt?: string;
  /** Why it is not live, in words; no secrets, no stack. */
  error?: string;
}

/**
 * Part of an answer with the upstreams it came from.
 *
 * @public
 */
export interface Section<T> {
  items: T[];
  sources: SourceStatus[];
  /** What was looked for and where, for empty states. */
  lookedFor: { what: string; where: string }[];
  /**
   * Set when the caller may not read this part at all: the permission that it
   * takes. `items` is empty then, and says nothing about what exists.
   */
  denied?: { permission: string };
}

/**
 * A link out of the portal.
 *
 * @public
 */
export interface ExternalLink {
  title: string;
  url: string;
}
