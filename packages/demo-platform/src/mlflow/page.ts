import { MlflowError } from './MlflowError';

/** One page of a list and the token of the next. */
export function page<T>(
  items: T[],
  options: { maxResults: number; cap: number; token?: string },
): { items: T[]; nextToken?: string } {
  const { maxResults, cap, token } = options;
  if (!Number.isInteger(maxResults) || maxResults < 1 || maxResults > cap) {
    throw new MlflowError(
      'INVALID_PARAMETER_VALUE',
      `Invalid value ${maxResults} for parameter 'max_results' supplied. It must be at least 1 and at most ${cap}`,
    );
  }
  const start = token ? offsetOf(token) : 0;
  const end = start + maxResults;
  return {
    items: items.slice(start, end),
    nextToken:
      end < items.length
        ? Buffer.from(JSON.stringify({ offset: end })).toString('base64')
        : undefined,
  };
}

function offsetOf(token: string): number {
  try {
    const { offset } = JSON.parse(Buffer.from(token, 'base64').toString());
    if (Number.isInteger(offset) && offset >= 0) {
      return offset;
    }
  } catch {
    // Falls through to the error below.
  }
  throw new MlflowError(
    'INVALID_PARAMETER_VALUE',
    'Invalid page token, could not base64-decode',
  );
}
