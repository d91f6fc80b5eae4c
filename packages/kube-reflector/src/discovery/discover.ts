import { isRecord } from '../parse/isRecord';
import { ProtocolError } from '../parse/ProtocolError';
import { KubeTransport } from '../transport/KubeTransport';
import { ResourceSelector, ResourceType } from '../types';
import { getJson } from './getJson';
import { servedResources } from './servedResources';

/** What is known of one selector: a resource, that there is none, or neither. */
export type Discovery =
  | { resource: ResourceType | undefined; error?: undefined }
  | { resource?: undefined; error: unknown };

/**
 * For each selector the first of its versions that the server serves, undefined
 * where it serves none. CRDs come and go: ask again from time to time.
 *
 * @throws KubeApiError when the server answers neither yes nor no for one of them
 * @public
 */
export async function discover(
  transport: KubeTransport,
  selectors: ResourceSelector[],
  options: { signal: AbortSignal },
): Promise<(ResourceType | undefined)[]> {
  const found = await discoverEach(transport, selectors, options.signal);
  return found.map(discovery => {
    if (discovery.error !== undefined) {
      throw discovery.error;
    }
    return discovery.resource;
  });
}

/**
 * As {@link discover}, with an error for each selector it concerns: a broken
 * aggregated API says nothing about the others.
 *
 * @throws KubeApiError when the server does not list its groups
 */
export async function discoverEach(
  transport: KubeTransport,
  selectors: ResourceSelector[],
  signal: AbortSignal,
): Promise<Discovery[]> {
  const served = await servedVersions(transport, signal);
  const lists = new Map<string, Promise<ResourceType[]>>();
  const listOnce = (group: string, version: string) => {
    const key = `${group}/${version}`;
    const known = lists.get(key);
    const list = known ?? servedResources(transport, group, version, signal);
    lists.set(key, list);
    return list;
  };
  return Promise.all(
    selectors.map(async ({ group, kind, versions }): Promise<Discovery> => {
      try {
        for (const version of versions) {
          if (group === '' || served.get(group)?.includes(version)) {
            const list = await listOnce(group, version);
            const resource = list.find(candidate => candidate.kind === kind);
            if (resource) {
              return { resource };
            }
          }
        }
        return { resource: undefined };
      } catch (error) {
        return { error };
      }
    }),
  );
}

async function servedVersions(
  transport: KubeTransport,
  signal: AbortSignal,
): Promise<Map<string, string[]>> {
  const list = await getJson(transport, '/apis', signal);
  if (!Array.isArray(list?.groups)) {
    throw new ProtocolError('/apis does not list API groups');
  }
  const versions = new Map<string, string[]>();
  for (const group of list.groups) {
    if (isRecord(group) && typeof group.name === 'string') {
      versions.set(group.name, versionNames(group.versions));
    }
  }
  return versions;
}

function versionNames(versions: unknown): string[] {
  return Array.isArray(versions)
    ? versions.flatMap((entry: unknown) =>
        isRecord(entry) && typeof entry.version === 'string'
          ? [entry.version]
          : [],
      )
    : [];
}
