import { servedResources } from '../discovery/servedResources';
import { KubeTransport } from '../transport/KubeTransport';
import { ResourceType } from '../types';

/**
 * True when the server itself says that it does not have the resource. A 404
 * alone may be a proxy's, and would empty the store for nothing.
 */
export async function confirmAbsence(
  transport: KubeTransport,
  resource: ResourceType,
  signal: AbortSignal,
): Promise<boolean> {
  const { group, version, plural } = resource;
  try {
    const served = await servedResources(transport, group, version, signal);
    return served.every(candidate => candidate.plural !== plural);
  } catch {
    return false;
  }
}
