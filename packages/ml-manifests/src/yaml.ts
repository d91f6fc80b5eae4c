import { parse, Scalar, stringify } from 'yaml';

const FIRST = ['apiVersion', 'kind', 'metadata'];

/**
 * Writes a plain value as YAML that is the same, byte for byte, whatever the
 * order of the keys in memory: `apiVersion`, `kind`, `metadata` first, then
 * sorted by code unit; undefined left out; no line folding, anchors or
 * aliases; one trailing newline. Text that YAML 1.1 readers (Kubernetes'
 * tools) would take for something else, such as `yes` or `012`, is quoted.
 *
 * @public
 */
export function toYaml(value: unknown): string {
  return stringify(ordered(value), {
    aliasDuplicateObjects: false,
    compat: 'yaml-1.1',
    lineWidth: 0,
  });
}

/**
 * Reads what {@link toYaml} wrote.
 *
 * @public
 */
export function fromYaml(text: string): unknown {
  return parse(text, { maxAliasCount: 0 });
}

/** Maps, because a plain object moves integer-like keys to the front. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.filter(item => item !== undefined).map(ordered);
  }
  if (typeof value === 'string' && !fitsBlock(value)) {
    const scalar = new Scalar(value);
    scalar.type = Scalar.QUOTE_DOUBLE;
    return scalar;
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  return new Map(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
      .map(([key, item]) => [key, ordered(item)]),
  );
}

/**
 * False for text of several lines with blanks at its start or end: as a block
 * they would be lost, or end the file with more than one newline.
 */
function fitsBlock(text: string): boolean {
  return !text.includes('\n') || /^\S[^]*\S\n?$/.test(text);
}

function rank(key: string): number {
  const index = FIRST.indexOf(key);
  return index < 0 ? FIRST.length : index;
}
