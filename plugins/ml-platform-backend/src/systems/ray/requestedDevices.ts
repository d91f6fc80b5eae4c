import {
  DeviceCounts,
  addCounts,
} from '../../services/accelerators/countDevices';
import { RayClusterSpec } from './types';

/** Devices of the head and of all workers that the spec wants. */
export function requestedDevices(
  spec: RayClusterSpec | undefined,
): DeviceCounts | undefined {
  return spec?.groups.reduce<DeviceCounts>(
    (sum, group) => addCounts(sum, group.devices, group.desired),
    spec.headDevices,
  );
}
