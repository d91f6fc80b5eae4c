import { findResource } from './resources';
import { Resource } from './types';

/** What a URL under an API group and version asks for. */
export interface RequestInfo {
  resource: Resource;
  namespace?: string;
  name?: string;
  subresource?: string;
}

/** Reads a path below the server's root; undefined when nothing is served. */
export function parseRequestPath(path: string): RequestInfo | undefined {
  const segments = path.split('/').filter(Boolean).map(decodeURIComponent);
  const [root] = segments;
  let rest: string[];
  let group = '';
  let version: string;
  if (root === 'api') {
    [, version, ...rest] = segments;
  } else if (root === 'apis') {
    [, group, version, ...rest] = segments;
  } else {
    return undefined;
  }
  let namespace: string | undefined;
  const inNamespace =
    rest[0] === 'namespaces' &&
    rest.length > 2 &&
    !['status', 'finalize'].includes(rest[2]);
  if (inNamespace) {
    namespace = rest[1];
    rest = rest.slice(2);
  }
  const [plural, name, subresource, ...more] = rest;
  const resource = plural && findResource(group, version, plural);
  if (!resource || more.length > 0) {
    return undefined;
  }
  if (resource.namespaced ? name && !namespace : namespace) {
    return undefined;
  }
  if (subresource && !(subresource === 'status' && resource.hasStatus)) {
    return undefined;
  }
  return { resource, namespace, name, subresource };
}
