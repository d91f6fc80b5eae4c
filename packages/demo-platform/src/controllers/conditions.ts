import { Condition } from '../kube/types';

/**
 * Sets one condition the way controllers do: the transition time moves only
 * with the status.
 */
export function setCondition(
  conditions: Condition[],
  next: Condition,
  timestamp: string,
): void {
  const current = conditions.find(c => c.type === next.type);
  if (!current) {
    conditions.push({ ...next, lastTransitionTime: timestamp });
    return;
  }
  if (current.status !== next.status) {
    current.lastTransitionTime = timestamp;
  }
  Object.assign(current, next);
}

export function isTrue(
  conditions: Condition[] | undefined,
  type: string,
): boolean {
  return conditions?.some(c => c.type === type && c.status === 'True') ?? false;
}
