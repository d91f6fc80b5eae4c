/**
 * What a workload's verdict can be.
 *
 * `completed`, `failed` and `stopped` are for work that runs to an end.
 * `unknown` means that the truth could not be read: it is never shown as
 * healthy nor as degraded.
 *
 * @public
 */
export type HealthStatus =
  | 'healthy'
  | 'progressing'
  | 'queued'
  | 'suspended'
  | 'degraded'
  | 'missing'
  | 'unknown'
  | 'completed'
  | 'failed'
  | 'stopped';

/**
 * Where in the chain a reason sits. {@link REASON_LAYERS} orders them: the
 * first that blocks is the headline.
 *
 * @public
 */
export type ReasonLayer =
  | 'quota'
  | 'queue'
  | 'scheduling'
  | 'image'
  | 'container'
  | 'application'
  | 'controller'
  | 'delivery'
  | 'source';

/**
 * The reason chain, most specific first.
 *
 * @public
 */
export const REASON_LAYERS: readonly ReasonLayer[] = [
  'quota',
  'queue',
  'scheduling',
  'image',
  'container',
  'application',
  'controller',
  'delivery',
  'source',
];

/**
 * One cause of a verdict, in words a person understands.
 *
 * @public
 */
export interface Reason {
  layer: ReasonLayer;
  /** Stable CamelCase code, the upstream's own where it has one. */
  code: string;
  /** One sentence: what blocks. */
  message: string;
  /** One sentence: the next step to take, where one is known. */
  fix?: string;
  /** The object that it was read from, as `Kind/name`. */
  object?: string;
}

/**
 * A judgement of one workload, with its evidence.
 *
 * @public
 */
export interface Verdict {
  status: HealthStatus;
  /** A few words for the headline: "Running", "Waits for 8 x H100". */
  summary: string;
  /** In the order of {@link REASON_LAYERS}; empty when nothing is wrong. */
  reasons: Reason[];
  /** Field paths that the verdict was read from. */
  readFrom: string[];
  /** When the state was observed, ISO 8601. */
  observedAt: string;
}

/**
 * Reasons in the order of {@link REASON_LAYERS}, each said once; the order
 * within a layer is kept.
 *
 * @public
 */
export function orderReasons(reasons: readonly Reason[]): Reason[] {
  const seen = new Set<string>();
  return reasons
    .filter(({ layer, code, message }) => {
      const key = `${layer}/${code}/${message}`;
      return !seen.has(key) && seen.add(key);
    })
    .map((reason, index) => ({ reason, index }))
    .sort(
      (a, b) =>
        REASON_LAYERS.indexOf(a.reason.layer) -
          REASON_LAYERS.indexOf(b.reason.layer) || a.index - b.index,
    )
    .map(({ reason }) => reason);
}
