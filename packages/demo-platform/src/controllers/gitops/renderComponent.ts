import { parseAllDocuments } from 'yaml';
import { isJsonObject, JsonObject } from '../../kube/json';
import { GitFile } from '../../git/GitRepository';
import { Draft } from '../../kube/types';

/** The directory cannot be rendered: Argo CD's ComparisonError. */
export class RenderError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RenderError';
  }
}

const SUPPORTED_KEYS = [
  'apiVersion',
  'kind',
  'metadata',
  'namespace',
  'resources',
  'commonLabels',
  'commonAnnotations',
];

function documents(file: GitFile): JsonObject[] {
  return parseAllDocuments(file.content).flatMap(document => {
    const [error] = document.errors;
    if (error) {
      throw new RenderError(
        `error converting YAML to JSON in ${file.path}: ${
          error.message.split('\n')[0]
        }`,
      );
    }
    const value: unknown = document.toJS();
    if (value === null || value === undefined) {
      return [];
    }
    if (!isJsonObject(value)) {
      throw new RenderError(`${file.path}: not a mapping`);
    }
    return [value];
  });
}

function strings(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((v): v is string => typeof v === 'string')
    : [];
}

function stringMap(value: unknown): Record<string, string> | undefined {
  return isJsonObject(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, v]) => [key, String(v)]),
      )
    : undefined;
}

/**
 * Renders one component's directory. Of Kustomize only what is listed in
 * {@link SUPPORTED_KEYS}; anything else is an error and not left out.
 */
export function renderComponent(
  directory: string,
  files: GitFile[],
  namespace: string,
): Draft[] {
  const find = (name: string) =>
    files.find(file => file.path === `${directory}/${name}`);
  const root = find('kustomization.yaml');
  const [kustomization = {}] = root ? documents(root) : [];
  const unsupported = Object.keys(kustomization).find(
    key => !SUPPORTED_KEYS.includes(key),
  );
  if (unsupported) {
    throw new RenderError(
      `${directory}/kustomization.yaml: field "${unsupported}" is not supported by the demo platform`,
    );
  }
  return strings(kustomization.resources).flatMap(name => {
    const file = find(name.replace(/^\.\//, ''));
    if (!file) {
      throw new RenderError(
        `accumulating resources from '${name}': open ${directory}/${name}: no such file or directory`,
      );
    }
    return documents(file).map(value => {
      const metadata = isJsonObject(value.metadata) ? value.metadata : {};
      if (
        typeof value.apiVersion !== 'string' ||
        typeof value.kind !== 'string' ||
        typeof metadata.name !== 'string'
      ) {
        throw new RenderError(
          `${file.path}: apiVersion, kind and metadata.name are required`,
        );
      }
      return {
        ...value,
        apiVersion: value.apiVersion,
        kind: value.kind,
        metadata: {
          name: metadata.name,
          namespace: String(
            kustomization.namespace ?? metadata.namespace ?? namespace,
          ),
          labels: stringMap({
            ...stringMap(metadata.labels),
            ...stringMap(kustomization.commonLabels),
          }),
          annotations: stringMap({
            ...stringMap(metadata.annotations),
            ...stringMap(kustomization.commonAnnotations),
          }),
        },
      };
    });
  });
}
