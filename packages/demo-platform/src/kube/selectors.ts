import { KubeObject, Resource } from './types';
import { StatusError } from './StatusError';
import { valueAt } from './json';

export type Predicate = (object: KubeObject) => boolean;

const SET_FORM = /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/;
const EQUALITY_FORM = /^([^!=\s]+)\s*(==|=|!=)\s*([^!=]*)$/;
const EXISTS_FORM = /^(!?)\s*([A-Za-z0-9][-A-Za-z0-9_./]*)$/;

/** Label selector: equality, `in`, `notin`, existence. Throws 400. */
export function parseLabelSelector(text: string | undefined): Predicate {
  const predicates = splitTopLevel(text ?? '').map(parseRequirement);
  return object => {
    const labels = object.metadata.labels ?? {};
    return predicates.every(matches => matches(labels));
  };
}

function splitTopLevel(text: string): string[] {
  return text
    .split(/,(?![^(]*\))/)
    .map(part => part.trim())
    .filter(part => part !== '');
}

function parseRequirement(
  text: string,
): (labels: Record<string, string>) => boolean {
  const set = SET_FORM.exec(text);
  if (set) {
    const [, key, operator, list] = set;
    const values = list.split(',').map(value => value.trim());
    return operator === 'in'
      ? labels => key in labels && values.includes(labels[key])
      : labels => !(key in labels) || !values.includes(labels[key]);
  }
  const equality = EQUALITY_FORM.exec(text);
  if (equality) {
    const [, key, operator, value] = equality;
    return operator === '!='
      ? labels => labels[key] !== value.trim()
      : labels => labels[key] === value.trim();
  }
  const exists = EXISTS_FORM.exec(text);
  if (exists) {
    const [, not, key] = exists;
    return labels => key in labels === (not === '');
  }
  throw StatusError.badRequest(
    `unable to parse requirement: found '${text}', expected: a label selector`,
  );
}

const FIELDS: Record<string, string[]> = {
  Event: [
    'involvedObject.kind',
    'involvedObject.name',
    'involvedObject.namespace',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'reason',
    'type',
  ],
  Pod: ['spec.nodeName', 'status.phase'],
};

/** Field selector over the fields that Kubernetes indexes. Throws 400. */
export function parseFieldSelector(
  resource: Resource,
  text: string | undefined,
): Predicate {
  const allowed = [
    'metadata.name',
    'metadata.namespace',
    ...(FIELDS[resource.kind] ?? []),
  ];
  const predicates = splitTopLevel(text ?? '').map((part): Predicate => {
    const match = EQUALITY_FORM.exec(part);
    if (!match || !allowed.includes(match[1])) {
      throw StatusError.badRequest(
        `field label not supported: ${match?.[1] ?? part}`,
      );
    }
    const [, field, operator, expected] = match;
    return object => {
      const value = String(valueAt(object, field.split('.')) ?? '');
      return (value === expected) === (operator !== '!=');
    };
  });
  return object => predicates.every(matches => matches(object));
}
