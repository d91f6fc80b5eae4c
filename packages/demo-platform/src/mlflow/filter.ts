import { MlflowError } from './MlflowError';

/** Value of a key such as `name`, `tags.team` or `metrics.f1`. */
export type Lookup = (key: string) => string | number | undefined;

const CLAUSE =
  /^\s*([\w.]+|[\w]+\.(?:"[^"]+"|`[^`]+`))\s*(=|!=|>=|<=|>|<|like|ilike|in)\s*('(?:[^']*)'|"(?:[^"]*)"|-?\d+(?:\.\d+)?|\([^)]*\))\s*$/i;

function unquote(text: string): string {
  return /^['"`].*['"`]$/.test(text) ? text.slice(1, -1) : text;
}

function likePattern(pattern: string, flags: string): RegExp {
  const source = pattern
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/%/g, '.*')
    .replace(/_/g, '.');
  return new RegExp(`^${source}$`, `s${flags}`);
}

function clause(text: string): (lookup: Lookup) => boolean {
  const match = CLAUSE.exec(text);
  if (!match) {
    throw new MlflowError(
      'INVALID_PARAMETER_VALUE',
      `Invalid clause(s) in filter string: '${text.trim()}'`,
    );
  }
  const [, rawKey, rawOperator, rawValue] = match;
  const key = rawKey.replace(/["`]/g, '');
  const operator = rawOperator.toLowerCase();
  const value = unquote(rawValue);
  if (operator === 'in') {
    const values = rawValue
      .slice(1, -1)
      .split(',')
      .map(item => unquote(item.trim()));
    return lookup => values.includes(String(lookup(key)));
  }
  if (operator === 'like' || operator === 'ilike') {
    const pattern = likePattern(value, operator === 'ilike' ? 'i' : '');
    return lookup => pattern.test(String(lookup(key) ?? ''));
  }
  return lookup => compare(lookup(key), operator, value);
}

function compare(
  actual: string | number | undefined,
  operator: string,
  expected: string,
): boolean {
  if (actual === undefined) {
    return false;
  }
  const [left, right] =
    typeof actual === 'number'
      ? [actual, Number(expected)]
      : [actual, expected];
  switch (operator) {
    case '=':
      return left === right;
    case '!=':
      return left !== right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '<':
      return left < right;
    default:
      return left <= right;
  }
}

/** MLflow's filter: clauses joined by AND. Throws on anything else. */
export function parseFilter(
  filter: string | undefined,
): (lookup: Lookup) => boolean {
  if (!filter?.trim()) {
    return () => true;
  }
  const clauses = filter
    .split(/\s+and\s+(?=(?:[^']*'[^']*')*[^']*$)/i)
    .map(clause);
  return lookup => clauses.every(matches => matches(lookup));
}

/** MLflow's order_by: `key [ASC|DESC]` each; ties keep their order. */
export function sortBy<T>(
  items: T[],
  orderBy: string[],
  lookupOf: (item: T) => Lookup,
): T[] {
  const keys = orderBy.map(entry => {
    const match = /^\s*(\S+)(?:\s+(asc|desc))?\s*$/i.exec(entry);
    if (!match) {
      throw new MlflowError(
        'INVALID_PARAMETER_VALUE',
        `Invalid order_by clause '${entry}'.`,
      );
    }
    return {
      key: match[1].replace(/["`]/g, ''),
      sign: match[2]?.toLowerCase() === 'desc' ? -1 : 1,
    };
  });
  return [...items].sort((a, b) => {
    for (const { key, sign } of keys) {
      const left = lookupOf(a)(key) ?? '';
      const right = lookupOf(b)(key) ?? '';
      if (left !== right) {
        return left < right ? -sign : sign;
      }
    }
    return 0;
  });
}
