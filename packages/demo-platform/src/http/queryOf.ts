import { Request } from 'express';

/** Query parameters as strings; of a repeated one, the first. */
export function queryOf(req: Request): Record<string, string | undefined> {
  const { searchParams } = new URL(req.originalUrl, 'http://localhost');
  const query: Record<string, string | undefined> = {};
  for (const [key, value] of searchParams) {
    query[key] ??= value;
  }
  return query;
}
