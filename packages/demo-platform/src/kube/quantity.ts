/** Kubernetes' resource.Quantity. */
const QUANTITY =
  /^([+-]?(?:\d+|\d+\.\d*|\.\d+))([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;

const FACTORS: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

export function isQuantity(value: unknown): boolean {
  return (
    typeof value === 'number' ||
    (typeof value === 'string' && QUANTITY.test(value))
  );
}

/** In base units: cores, bytes, devices. Not a quantity counts as 0. */
export function parseQuantity(value: string | number | undefined): number {
  const match = QUANTITY.exec(String(value ?? 0));
  if (!match) {
    return 0;
  }
  const [, number, suffix] = match;
  if (!suffix) {
    return Number(number);
  }
  return FACTORS[suffix] === undefined
    ? Number(`${number}${suffix}`)
    : Number(number) * FACTORS[suffix];
}

/** `memory` in the largest binary unit without a rest, others in units or m. */
export function formatQuantity(resource: string, value: number): string {
  if (resource === 'memory' || resource === 'ephemeral-storage') {
    const unit = ['Pi', 'Ti', 'Gi', 'Mi', 'Ki'].find(
      u => value > 0 && value % FACTORS[u] === 0,
    );
    return unit ? `${value / FACTORS[unit]}${unit}` : String(Math.round(value));
  }
  const milli = Math.round(value * 1000);
  return milli % 1000 === 0 ? String(milli / 1000) : `${milli}m`;
}
