import { DeviceCounts } from '../accelerators/countDevices';

/** "8 x nvidia.com/gpu", or nothing when there are none. */
export function describeDevices(devices: DeviceCounts): string | undefined {
  const parts = Object.entries(devices)
    .filter(([, count]) => count > 0)
    .map(([resource, count]) => `${count} x ${resource}`);
  return parts.length > 0 ? parts.join(', ') : undefined;
}
