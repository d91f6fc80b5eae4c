import { isMap, isScalar, isSeq, parseDocument, YAMLSeq } from 'yaml';
import { toYaml } from './yaml';

/**
 * A kustomization.yaml that is not one, so nothing can be added to it.
 *
 * @public
 */
export class KustomizationError extends Error {
  override name = 'KustomizationError';
}

/**
 * Adds resources to a kustomization.yaml and leaves everything else in it as
 * it is: comments, order, other keys. Without anything to add, the very same
 * text comes back. Throws {@link KustomizationError} when the current text is
 * not a kustomization.
 *
 * @public
 */
export function mergeKustomization(
  current: string | undefined,
  add: { resources: string[] },
): string {
  const wanted = [...new Set(add.resources)].sort();
  if (current === undefined || current.trim() === '') {
    return toYaml({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: wanted,
    });
  }
  const document = parseDocument(current);
  const [error] = document.errors;
  if (error) {
    throw new KustomizationError(`not valid YAML: ${error.message}`);
  }
  if (!isMap(document.contents)) {
    throw new KustomizationError('not a mapping');
  }
  const resources = currentResources(document.get('resources'));
  const listed = resources.items.map(item =>
    isScalar(item) ? item.value : item,
  );
  const missing = wanted.filter(resource => !listed.includes(resource));
  if (missing.length === 0) {
    return current;
  }
  if (resources.items.length > 0 && !resources.flow) {
    return insertAfterLast(current, resources, missing);
  }
  for (const resource of missing) {
    resources.add(document.createNode(resource));
  }
  resources.flow = false;
  document.set('resources', resources);
  return document.toString({ lineWidth: 0 });
}

function currentResources(node: unknown): YAMLSeq {
  if (isSeq(node)) {
    return node;
  }
  if (node === undefined || node === null || (isScalar(node) && !node.value)) {
    return new YAMLSeq();
  }
  throw new KustomizationError('its "resources" is not a list');
}

/** Adds lines to the text itself, so that no other byte changes. */
function insertAfterLast(
  current: string,
  resources: YAMLSeq,
  missing: string[],
): string {
  const last = resources.items[resources.items.length - 1];
  const range = isScalar(last) ? last.range : undefined;
  if (!range) {
    throw new KustomizationError('its "resources" is not a list of names');
  }
  const [start, valueEnd] = range;
  const lineStart = current.lastIndexOf('\n', start - 1) + 1;
  const [dash] = /^\s*-\s+/.exec(current.slice(lineStart, start)) ?? ['- '];
  const newline = current.indexOf('\n', valueEnd);
  const end = newline < 0 ? current.length : newline;
  const before = current.slice(0, end);
  const lineBreak = before.endsWith('\r') ? '\r\n' : '\n';
  const lines = missing.map(
    resource => `${lineBreak}${dash}${toYaml(resource).trimEnd()}`,
  );
  return `${before.trimEnd()}${lines.join('')}${
    newline < 0 ? '\n' : `${lineBreak}${current.slice(newline + 1)}`
  }`;
}
