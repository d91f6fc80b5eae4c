import { countDevices } from '../../devices';
import { FactsRule } from '../PreflightRule';
import { offered } from '../offered';

/** The devices exist, but others hold them. */
export const acceleratorNotFree: FactsRule = (bundle, facts) => {
  const devices = offered(bundle, facts);
  if (!bundle.accelerator || devices.length === 0) {
    return [];
  }
  const { resource, title } = bundle.accelerator.profile;
  const needed =
    countDevices(bundle.pods).find(count => count.resource === resource)?.min ??
    0;
  const sum = (key: 'allocatable' | 'allocated') =>
    devices.reduce((total, device) => total + device[key], 0);
  const free = Math.max(0, sum('allocatable') - sum('allocated'));
  return needed > free
    ? [
        {
          code: 'AcceleratorNotFree',
          severity: 'warning',
          path: 'accelerator.profile',
          message: `needs ${needed} x ${title}, ${free} of ${sum(
            'allocatable',
          )} free, so it will wait`,
          fix: 'wait, ask for fewer devices, or use a type that is free',
        },
      ]
    : [];
};
