import { PRICE_ASSUMPTION } from './accelerators';
import { Bundle } from './Bundle';
import { countDevices } from './devices';

/** @public */
export interface CostEstimate {
  currency: 'EUR';
  /** With every worker that an autoscaler may add. */
  perHour: number;
  /** With the least workers. */
  perHourMin: number;
  /** What the figures rest on, one sentence each. */
  assumptions: string[];
}

/**
 * What a bundle's accelerators cost for each hour that it holds them.
 *
 * @param prices - EUR per device and hour by profile id, instead of the
 * profiles' own.
 *
 * @public
 */
export function estimateCost(
  bundle: Bundle,
  prices: Record<string, number> = {},
): CostEstimate {
  const { profile } = bundle.accelerator ?? {};
  const own = profile && prices[profile.id];
  const price = own ?? profile?.pricePerHour ?? 0;
  const devices = countDevices(bundle.pods).find(
    ({ resource }) => resource === profile?.resource,
  );
  const assumptions = [
    'accelerators only; CPU-only pods and storage are not counted',
  ];
  if (profile) {
    const source = own === undefined ? PRICE_ASSUMPTION : 'from configuration';
    assumptions.push(
      `${profile.title}: ${price} EUR per device and hour, ${source}`,
    );
  }
  if (bundle.spot) {
    assumptions.push('spot capacity costs less than this');
  }
  return {
    currency: 'EUR',
    perHour: cents((devices?.count ?? 0) * price),
    perHourMin: cents((devices?.min ?? 0) * price),
    assumptions,
  };
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
