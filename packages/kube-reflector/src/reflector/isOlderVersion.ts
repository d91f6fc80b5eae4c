/**
 * True when version `a` is certainly older than `b`. Kubernetes' own servers
 * count in decimal and promise comparability (KEP-5504); of anything else nothing
 * is known.
 */
export function isOlderVersion(a: string, b: string): boolean {
  if (!isDecimal(a) || !isDecimal(b)) {
    return false;
  }
  return a.length === b.length ? a < b : a.length < b.length;
}

function isDecimal(version: string): boolean {
  return /^(0|[1-9]\d*)$/.test(version);
}
