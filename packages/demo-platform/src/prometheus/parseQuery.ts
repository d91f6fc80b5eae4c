/** A label matcher; regular expressions are anchored at both ends. */
export interface Matcher {
  name: string;
  operator: '=' | '!=' | '=~' | '!~';
  value: string;
  matches: (value: string) => boolean;
}

export interface Query {
  matchers: Matcher[];
  aggregation?: { operator: AggregationOperator; by: string[] };
}

export const AGGREGATIONS = ['sum', 'avg', 'min', 'max', 'count'] as const;
export type AggregationOperator = (typeof AGGREGATIONS)[number];

/** Answered as 400 `bad_data`. */
export class QueryError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'QueryError';
  }
}

const AGGREGATION = new RegExp(
  `^(${AGGREGATIONS.join(
    '|',
  )})\\s*(?:by\\s*\\(([^)]*)\\)\\s*)?\\((.*)\\)\\s*(?:by\\s*\\(([^)]*)\\))?$`,
  's',
);
const SELECTOR = /^([a-zA-Z_:][a-zA-Z0-9_:]*)?\s*(?:\{(.*)\})?$/s;
const MATCHER =
  /^\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*(=~|!~|!=|=)\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)\s*(,|$)/;

function parseError(text: string): QueryError {
  return new QueryError(
    `invalid parameter "query": parse error: the demo platform does not understand "${text.slice(
      0,
      100,
    )}": only one vector selector, bare or in ${AGGREGATIONS.join(', ')}`,
  );
}

function matcher(
  name: string,
  operator: Matcher['operator'],
  value: string,
): Matcher {
  if (operator === '=' || operator === '!=') {
    return {
      name,
      operator,
      value,
      matches: actual => (actual === value) === (operator === '='),
    };
  }
  let pattern: RegExp;
  try {
    pattern = new RegExp(`^(?:${value})$`, 's');
  } catch {
    throw new QueryError(
      `invalid parameter "query": error parsing regexp: ${value}`,
    );
  }
  return {
    name,
    operator,
    value,
    matches: actual => pattern.test(actual) === (operator === '=~'),
  };
}

function unquote(text: string): string {
  const inner = text.slice(1, -1);
  return text[0] === '`' ? inner : inner.replace(/\\(.)/g, '$1');
}

function parseSelector(text: string): Matcher[] {
  const match = SELECTOR.exec(text.trim());
  if (!match || (match[1] === undefined && match[2] === undefined)) {
    throw parseError(text);
  }
  const [, name, body = ''] = match;
  const matchers = name ? [matcher('__name__', '=', name)] : [];
  let rest = body.trim();
  while (rest !== '') {
    const found = MATCHER.exec(rest);
    if (!found) {
      throw parseError(text);
    }
    const operator = found[2] as Matcher['operator'];
    matchers.push(matcher(found[1], operator, unquote(found[3])));
    rest = rest.slice(found[0].length);
  }
  if (!matchers.some(m => !m.matches(''))) {
    throw new QueryError(
      'invalid parameter "query": parse error: vector selector must contain at least one non-empty matcher',
    );
  }
  return matchers;
}

/** Parses the subset of PromQL that is served. Throws {@link QueryError}. */
export function parseQuery(text: string): Query {
  const trimmed = text.trim();
  const aggregated = AGGREGATION.exec(trimmed);
  if (!aggregated) {
    return { matchers: parseSelector(trimmed) };
  }
  const [, operator, before, inner, after] = aggregated;
  if (before !== undefined && after !== undefined) {
    throw parseError(trimmed);
  }
  return {
    matchers: parseSelector(inner),
    aggregation: {
      operator: operator as AggregationOperator,
      by: (before ?? after ?? '')
        .split(',')
        .map(label => label.trim())
        .filter(Boolean),
    },
  };
}
