import { ResourceType } from './types';

/** Path of a resource's collection, in one namespace or all. */
export function resourcePath(
  resource: ResourceType,
  namespace?: string,
): string {
  const { group, version, plural, namespaced } = resource;
  const api = group ? `/apis/${group}/${version}` : `/api/${version}`;
  return namespaced && namespace !== undefined
    ? `${api}/namespaces/${encodeURIComponent(namespace)}/${plural}`
    : `${api}/${plural}`;
}
