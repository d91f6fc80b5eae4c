import { StoredQueue } from '../clusters/projectKueue';
import { QuotaRefusal } from './parseQuotaMessage';

/** "8 x nvidia.com/gpu", "12Gi of memory". */
function amountOf(quantity: string, resource: string): string {
  return resource.includes('/')
    ? `${quantity} x ${resource}`
    : `${quantity} of ${resource}`;
}

/** How many of the queue's own devices are free in the flavors that fit. */
function freeInQueue(
  refusal: QuotaRefusal,
  clusterQueue: StoredQueue | undefined,
): string | undefined {
  // A queue in a cohort may borrow: its own quota is not all that it can get.
  const quotas = clusterQueue?.cohort
    ? []
    : (clusterQueue?.quotas ?? []).filter(
        quota =>
          quota.resource === refusal.resource &&
          refusal.flavors.includes(quota.flavor),
      );
  if (quotas.length === 0) {
    return undefined;
  }
  const nominal = quotas.reduce((sum, quota) => sum + quota.nominal, 0);
  const held = quotas.reduce((sum, quota) => sum + quota.held, 0);
  return `${Math.max(0, nominal - held)} of ${nominal} free`;
}

/** What stands against admission, in a few words. */
export function describeQuota(
  refusal: QuotaRefusal,
  clusterQueue: StoredQueue | undefined,
): string | undefined {
  const { code, resource, needed, maximum } = refusal;
  if (!resource) {
    return 'none of its flavors matches the node selector and tolerations';
  }
  switch (code) {
    case 'NoMatchingFlavor':
      return `the queue has no ${resource}`;
    case 'ExceedsMaxQuota':
      return maximum
        ? `${
            resource.includes('/') ? maximum : amountOf(maximum, resource)
          } is all the queue may ever get`
        : `it is more ${resource} than the queue may ever get`;
    default:
      return (
        freeInQueue(refusal, clusterQueue) ??
        (needed ? `${amountOf(needed, resource)} more needed` : undefined)
      );
  }
}
