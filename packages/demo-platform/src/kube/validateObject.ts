import { KubeStore } from './KubeStore';
import { NAMESPACES, PODS, RAY_CLUSTERS, RAY_JOBS, EVENTS } from './resources';
import { isJsonObject, valueAt } from './json';
import { isQuantity } from './quantity';
import { StatusCause, StatusError } from './StatusError';
import { Draft, Resource } from './types';

const DNS_SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

/**
 * The part of validation that people run into: names, labels, the namespace,
 * the required fields of what our controllers run, and resource quantities.
 */
export function validateObject(
  store: KubeStore,
  resource: Resource,
  draft: Draft,
): void {
  const { name = draft.metadata.generateName ?? '', namespace } =
    draft.metadata;
  if (
    resource.namespaced &&
    !store.find(NAMESPACES, undefined, namespace ?? '')
  ) {
    throw StatusError.notFound(NAMESPACES, namespace ?? '');
  }
  const causes = [
    ...nameCauses(resource, draft),
    ...labelCauses(draft),
    ...podTemplatePaths(resource, draft).flatMap(path =>
      podSpecCauses(draft, path),
    ),
  ];
  if (causes.length > 0) {
    throw StatusError.invalid(resource, name, causes);
  }
}

function nameCauses(resource: Resource, draft: Draft): StatusCause[] {
  const { name, generateName } = draft.metadata;
  if (!name && !generateName) {
    return [
      {
        reason: 'FieldValueRequired',
        field: 'metadata.name',
        message: 'Required value: name or generateName is required',
      },
    ];
  }
  const ok =
    !name ||
    resource === EVENTS ||
    (name.length <= 253 && DNS_SUBDOMAIN.test(name));
  return ok
    ? []
    : [
        {
          reason: 'FieldValueInvalid',
          field: 'metadata.name',
          message:
            `Invalid value: "${name}": a lowercase RFC 1123 subdomain must consist of lower case ` +
            `alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character`,
        },
      ];
}

function labelCauses(draft: Draft): StatusCause[] {
  return Object.entries(draft.metadata.labels ?? {})
    .filter(([, value]) => value.length > 63 || !LABEL_VALUE.test(value))
    .map(([, value]) => ({
      reason: 'FieldValueInvalid',
      field: 'metadata.labels',
      message: `Invalid value: "${value}": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', at most 63 long`,
    }));
}

/** Paths of the pod specs in an object, in the notation of field errors. */
function podTemplatePaths(resource: Resource, draft: Draft): string[][] {
  if (resource === PODS) {
    return [['spec']];
  }
  if (resource.kind === 'Job') {
    return [['spec', 'template', 'spec']];
  }
  const cluster = clusterSpecPath(resource, draft);
  if (!cluster) {
    return [];
  }
  const groups = valueAt(draft, [...cluster, 'workerGroupSpecs']);
  return [
    [...cluster, 'headGroupSpec', 'template', 'spec'],
    ...(Array.isArray(groups) ? groups : []).map((_, index) => [
      ...cluster,
      'workerGroupSpecs',
      String(index),
      'template',
      'spec',
    ]),
  ];
}

function clusterSpecPath(
  resource: Resource,
  draft: Draft,
): string[] | undefined {
  if (resource === RAY_CLUSTERS) {
    return ['spec'];
  }
  return resource === RAY_JOBS && !valueAt(draft, ['spec', 'clusterSelector'])
    ? ['spec', 'rayClusterSpec']
    : undefined;
}

function at(value: unknown, path: string[]): unknown {
  return path.reduce<unknown>((current, key) => {
    if (Array.isArray(current)) {
      return current[Number(key)];
    }
    return isJsonObject(current) ? current[key] : undefined;
  }, value);
}

function podSpecCauses(draft: Draft, path: string[]): StatusCause[] {
  const field = path.join('.').replace(/\.(\d+)(?=\.|$)/g, '[$1]');
  const containers = at(draft, [...path, 'containers']);
  if (!Array.isArray(containers) || containers.length === 0) {
    return [
      {
        reason: 'FieldValueRequired',
        field: `${field}.containers`,
        message: 'Required value',
      },
    ];
  }
  return containers.flatMap((container: unknown, index) =>
    ['requests', 'limits'].flatMap(side => {
      const values = valueAt(container, ['resources', side]);
      return Object.entries(isJsonObject(values) ? values : {})
        .filter(([, value]) => !isQuantity(value))
        .map(([key, value]) => ({
          reason: 'FieldValueInvalid',
          field: `${field}.containers[${index}].resources.${side}.${key}`,
          message: `Invalid value: ${JSON.stringify(
            value,
          )}: quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'`,
        }));
    }),
  );
}
