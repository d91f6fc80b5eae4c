import { parseQuantity } from '../kube/quantity';
import { Pod, PodSpec } from '../kube/workloadTypes';

/** Resource to amount, in base units. */
export type Amounts = Record<string, number>;

/** What the scheduler reckons for a pod; a limit without a request counts. */
export function podRequests(spec: PodSpec): Amounts {
  const total: Amounts = {};
  for (const container of spec.containers) {
    const { requests, limits } = container.resources ?? {};
    for (const [name, value] of Object.entries({ ...limits, ...requests })) {
      total[name] = (total[name] ?? 0) + parseQuantity(value);
    }
  }
  return total;
}

export function addAmounts(into: Amounts, add: Amounts, factor = 1): void {
  for (const [name, value] of Object.entries(add)) {
    into[name] = (into[name] ?? 0) + value * factor;
  }
}

/** Holds its node's resources: bound and not finished. */
export function holdsResources(pod: Pod): boolean {
  return (
    Boolean(pod.spec.nodeName) &&
    pod.status?.phase !== 'Succeeded' &&
    pod.status?.phase !== 'Failed'
  );
}
