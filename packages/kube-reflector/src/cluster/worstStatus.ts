import { ReflectorStatus } from '../types';

/** From best to worst; what a cluster does not serve is nothing to wait for. */
const ORDER: ReflectorStatus['state'][] = [
  'absent',
  'live',
  'syncing',
  'stale',
  'denied',
];

/**
 * The worst state of several, with its error; `observedAt` is the oldest among
 * those that are served, undefined while one of them has none.
 */
export function worstStatus(statuses: ReflectorStatus[]): ReflectorStatus {
  const present = statuses.filter(({ state }) => state !== 'absent');
  const counted = present.length > 0 ? present : statuses;
  const worst = counted.reduce<ReflectorStatus>(
    (a, b) => (ORDER.indexOf(b.state) > ORDER.indexOf(a.state) ? b : a),
    counted[0] ?? { state: 'syncing' },
  );
  const times = counted.map(({ observedAt }) => observedAt);
  const oldest = times.reduce(
    (a, b) => (a === undefined || b === undefined ? undefined : Math.min(a, b)),
    times[0],
  );
  return { ...worst, observedAt: oldest };
}
