import { isDeepStrictEqual } from 'node:util';

export type JsonObject = Record<string, unknown>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** RFC 7386. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isJsonObject(patch)) {
    return patch;
  }
  const result: JsonObject = isJsonObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      delete result[key];
    } else {
      result[key] = mergePatch(result[key], value);
    }
  }
  return result;
}

/** A leaf of an applied configuration; a list counts as one leaf. */
interface Leaf {
  path: string[];
  value: unknown;
}

export function leaves(value: unknown, path: string[] = []): Leaf[] {
  if (isJsonObject(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([key, child]) =>
      leaves(child, [...path, key]),
    );
  }
  return [{ path, value }];
}

export function valueAt(value: unknown, path: string[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (isJsonObject(at) ? at[key] : undefined),
    value,
  );
}

export function deleteAt(value: JsonObject, path: string[]): void {
  const parents: JsonObject[] = [value];
  for (const key of path.slice(0, -1)) {
    const child = parents[parents.length - 1][key];
    if (!isJsonObject(child)) {
      return;
    }
    parents.push(child);
  }
  for (let i = path.length - 1; i >= 0; i--) {
    delete parents[i][path[i]];
    if (Object.keys(parents[i]).length > 0) {
      return;
    }
  }
}

/** Objects are merged, everything else (lists too) is replaced. */
export function overlay(target: unknown, source: unknown): unknown {
  if (!isJsonObject(source) || !isJsonObject(target)) {
    return source;
  }
  const result: JsonObject = { ...target };
  for (const [key, value] of Object.entries(source)) {
    result[key] = overlay(result[key], value);
  }
  return result;
}

export function sameJson(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(a, b);
}
