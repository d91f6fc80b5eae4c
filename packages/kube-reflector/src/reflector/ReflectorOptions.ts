/**
 * Timings and bounds of a {@link Reflector}.
 *
 * @public
 */
export interface ReflectorOptions {
  /** Objects a page of a LIST; 500 unless told. */
  pageSize?: number;
  /** A watch is asked to end after once to twice this; 300 unless told. */
  watchTimeoutSeconds?: number;
  /**
   * Without a whole event, item or bookmark for this long a connection counts as
   * dead, ms; 90,000 unless told, as API servers send a bookmark a minute.
   */
  inactivityMs?: number;
  /** Ask for the initial state as a stream (Kubernetes 1.32 on); true unless told. */
  watchList?: boolean;
  /** Silence within that stream after which a LIST is used, ms; 10,000 unless told. */
  initialEventsMs?: number;
  /** Bound on one event or item; 16 MiB unless told. */
  maxLineBytes?: number;
  /** Mean wait after 401, 403 and 404, ms; 60,000 unless told. */
  deniedRetryMs?: number;
  backoff?: {
    /** Ceiling of the first wait, ms; 250 unless told. */
    baseMs?: number;
    /** Ceiling of any wait, ms; 30,000 unless told. */
    capMs?: number;
    /** A watch that lived this long, ms, starts the waits anew; 10,000 unless told. */
    healthyMs?: number;
  };
}

/** The options with every default filled in. */
export interface ResolvedReflectorOptions
  extends Required<Omit<ReflectorOptions, 'backoff'>> {
  backoff: Required<NonNullable<ReflectorOptions['backoff']>>;
}

export function resolveReflectorOptions(
  options: ReflectorOptions = {},
): ResolvedReflectorOptions {
  return {
    pageSize: options.pageSize ?? 500,
    watchTimeoutSeconds: options.watchTimeoutSeconds ?? 300,
    inactivityMs: options.inactivityMs ?? 90_000,
    watchList: options.watchList ?? true,
    initialEventsMs: options.initialEventsMs ?? 10_000,
    maxLineBytes: options.maxLineBytes ?? 16 * 1024 * 1024,
    deniedRetryMs: options.deniedRetryMs ?? 60_000,
    backoff: {
      baseMs: options.backoff?.baseMs ?? 250,
      capMs: options.backoff?.capMs ?? 30_000,
      healthyMs: options.backoff?.healthyMs ?? 10_000,
    },
  };
}
