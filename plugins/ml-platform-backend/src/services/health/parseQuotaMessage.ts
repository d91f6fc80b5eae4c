/** What Kueue lacks to admit a workload, as its own message says. */
export interface QuotaRefusal {
  /** The reason that Kueue 0.20 gives; earlier ones say `Pending` for all. */
  code: 'WaitingForQuota' | 'ExceedsMaxQuota' | 'NoMatchingFlavor';
  /** Resource that lacks; absent when only flavors do not match. */
  resource?: string;
  /** Flavors that could give it once they are free; with WaitingForQuota. */
  flavors: string[];
  /** How much more is needed, a Kubernetes quantity; with WaitingForQuota. */
  needed?: string;
  /** The most that it can ever get, a quantity; with ExceedsMaxQuota. */
  maximum?: string;
}

interface Lack {
  resource: string;
  flavor: string;
  needed?: string;
  maximum?: string;
}

const UNUSED =
  /insufficient unused quota for (\S+) in flavor ([^\s,;]+), (\S+) more needed/g;
const EXCEEDS =
  /insufficient quota for (\S+) in flavor ([^\s,;]+)(?:[^;]*?maximum capacity \(([^)]+)\))?/g;
const UNAVAILABLE = /resource (\S+) unavailable in ClusterQueue/g;
const MISMATCH =
  /flavor \S+ (?:doesn't match node affinity|not found)|untolerated taint/;

/** Accelerators first: they are what people wait for. */
function byInterest(a: string, b: string): number {
  return Number(b.includes('/')) - Number(a.includes('/'));
}

/**
 * Reads the message of a Kueue Workload's condition QuotaReserved=False
 * ("couldn't assign flavors to pod set worker: insufficient unused quota for
 * nvidia.com/gpu in flavor a100, 4 more needed"; `pkg/scheduler/flavorassigner`
 * of Kueue 0.19 and 0.20). Undefined when it is not understood. A resource
 * that no flavor could ever give decides before one that is in use.
 */
export function parseQuotaMessage(message: string): QuotaRefusal | undefined {
  const waiting: Lack[] = [...message.matchAll(UNUSED)].map(match => ({
    resource: match[1],
    flavor: match[2],
    needed: match[3],
  }));
  const exceeding: Lack[] = [...message.matchAll(EXCEEDS)].map(match => ({
    resource: match[1],
    flavor: match[2],
    // Older releases write "request > maximum capacity (16 > 4)".
    maximum: match[3]?.split('>').pop()?.trim(),
  }));
  const resources = [...waiting, ...exceeding]
    .map(({ resource }) => resource)
    .sort(byInterest);
  const impossible = resources.find(resource =>
    waiting.every(lack => lack.resource !== resource),
  );
  if (impossible) {
    const maxima = exceeding
      .filter(({ resource }) => resource === impossible)
      .flatMap(({ maximum }) => maximum ?? []);
    return {
      code: 'ExceedsMaxQuota',
      resource: impossible,
      flavors: [],
      // Of several flavors the largest counts, and quantities do not compare.
      maximum: new Set(maxima).size === 1 ? maxima[0] : undefined,
    };
  }
  const [unavailable] = [...message.matchAll(UNAVAILABLE)];
  if (unavailable) {
    return {
      code: 'NoMatchingFlavor',
      resource: unavailable[1],
      flavors: [],
    };
  }
  if (resources.length > 0) {
    const [resource] = resources;
    const lacks = waiting.filter(lack => lack.resource === resource);
    return {
      code: 'WaitingForQuota',
      resource,
      flavors: lacks.map(({ flavor }) => flavor),
      needed: lacks.length === 1 ? lacks[0].needed : undefined,
    };
  }
  return MISMATCH.test(message)
    ? { code: 'NoMatchingFlavor', flavors: [] }
    : undefined;
}
