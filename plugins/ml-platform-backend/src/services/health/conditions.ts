import { asRecords, asString } from '../clusters/fields';

/** A Kubernetes condition; fields that are not strings are absent. */
export interface Condition {
  type: string;
  status: string;
  reason?: string;
  message?: string;
  lastTransitionTime?: string;
}

/** Parses `status.conditions`; entries without type or status are left out. */
export function parseConditions(value: unknown): Condition[] {
  return asRecords(value).flatMap(entry => {
    const type = asString(entry.type);
    const status = asString(entry.status);
    return type && status
      ? [
          {
            type,
            status,
            reason: asString(entry.reason),
            message: asString(entry.message),
            lastTransitionTime: asString(entry.lastTransitionTime),
          },
        ]
      : [];
  });
}

/** The condition of this type, if there is one. */
export function findCondition(
  conditions: readonly Condition[],
  type: string,
): Condition | undefined {
  return conditions.find(condition => condition.type === type);
}

/** Whether the condition of this type has the status `True`. */
export function isTrue(conditions: readonly Condition[], type: string) {
  return findCondition(conditions, type)?.status === 'True';
}

/** Whether the condition of this type has the status `False`. */
export function isFalse(conditions: readonly Condition[], type: string) {
  return findCondition(conditions, type)?.status === 'False';
}
