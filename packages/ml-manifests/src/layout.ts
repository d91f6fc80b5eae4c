import { Bundle } from './Bundle';
import { mergeKustomization } from './mergeKustomization';
import { toYaml } from './yaml';

/** A file of a bundle; the path is relative to the repository. @public */
export interface BundleFile {
  path: string;
  content: string;
}

/**
 * Lays a bundle out as `<root>/<cluster>/<namespace>/<component>/`, one file
 * an object and a `kustomization.yaml` that lists them.
 *
 * @param root - directory in the repository; empty for its top.
 *
 * @public
 */
export function layOut(
  bundle: Bundle,
  root: string,
): { path: string; files: BundleFile[] } {
  const { cluster, namespace, component, objects } = bundle;
  const path = [...root.split('/'), cluster, namespace, component]
    .filter(part => part !== '' && part !== '.')
    .join('/');
  const manifests = objects.map(object => ({
    name: `${object.kind.toLowerCase()}.yaml`,
    content: toYaml(object),
  }));
  const kustomization = {
    name: 'kustomization.yaml',
    content: mergeKustomization(undefined, {
      resources: manifests.map(({ name }) => name),
    }),
  };
  return {
    path,
    files: [...manifests, kustomization].map(({ name, content }) => ({
      path: `${path}/${name}`,
      content,
    })),
  };
}
