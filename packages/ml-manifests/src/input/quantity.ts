const FACTORS: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
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

const QUANTITY =
  /^(\d+(?:\.\d*)?|\.\d+)(?:([eE][+-]?\d+)|([numkMGTPE]|[KMGTPE]i))?$/;

/**
 * Reads a Kubernetes quantity (`500m`, `16Gi`, `1e3`) as a number of base
 * units: cores or bytes. Undefined when it is not one. Signs are not taken:
 * no request is negative.
 *
 * @public
 */
export function parseQuantity(text: string): number | undefined {
  const match = QUANTITY.exec(text);
  if (!match) {
    return undefined;
  }
  const [, digits, exponent = '', suffix = ''] = match;
  return Number(`${digits}${exponent}`) * FACTORS[suffix];
}

/** What a person who wrote `16 GB`, `16gb` or `16` for memory meant. */
export function suggestMemory(text: string): string {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([kmgt])?i?b?\s*$/i.exec(text);
  if (!match) {
    return 'use a number with Mi, Gi or Ti, such as 16Gi';
  }
  const [, amount, unit = 'G'] = match;
  const letter = unit.toUpperCase();
  const decimal = letter === 'K' ? 'k' : letter;
  return `use ${amount}${decimal} or ${amount}${letter}i`;
}

/** What a person who wrote `4 cores` or `4Gi` for CPU meant. */
export function suggestCpu(text: string): string {
  const amount = /\d+(?:\.\d+)?/.exec(text)?.[0];
  return amount
    ? `use ${amount} for cores or ${Math.round(
        Number(amount) * 1000,
      )}m for thousandths of a core`
    : 'use a number of cores, such as 4, or of thousandths, such as 500m';
}
