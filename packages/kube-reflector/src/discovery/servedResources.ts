import { isRecord } from '../parse/isRecord';
import { ProtocolError } from '../parse/ProtocolError';
import { KubeTransport } from '../transport/KubeTransport';
import { ResourceType } from '../types';
import { getJson } from './getJson';

/**
 * The resources of one API version that can be listed and watched; none where
 * the server does not have that version.
 *
 * @throws KubeApiError when the server will not tell
 */
export async function servedResources(
  transport: KubeTransport,
  group: string,
  version: string,
  signal: AbortSignal,
): Promise<ResourceType[]> {
  const path = group ? `/apis/${group}/${version}` : `/api/${version}`;
  const list = await getJson(transport, path, signal);
  if (!list) {
    return [];
  }
  if (!Array.isArray(list.resources)) {
    throw new ProtocolError(`${path} does not list resources`);
  }
  return list.resources.flatMap((resource: unknown) =>
    isRecord(resource) &&
    typeof resource.name === 'string' &&
    typeof resource.kind === 'string' &&
    !resource.name.includes('/') &&
    Array.isArray(resource.verbs) &&
    ['list', 'watch'].every(verb => includes(resource.verbs, verb))
      ? [
          {
            group,
            version,
            kind: resource.kind,
            plural: resource.name,
            namespaced: resource.namespaced === true,
          },
        ]
      : [],
  );
}

function includes(list: unknown, value: string): boolean {
  return Array.isArray(list) && list.includes(value);
}
