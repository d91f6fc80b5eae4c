import { createHash } from 'node:crypto';
import { DeviceInterval } from '../controllers/DeviceLedger';

/** Seconds that a process takes from start to full load. */
const RAMP_SECONDS = 4;

/** Two slow waves with a phase of the device's own: smooth, and repeatable. */
function wave(key: string, seconds: number): number {
  const [a, b] = createHash('sha256').update(key).digest();
  const slow = Math.sin(seconds / 190 + a);
  const fast = Math.sin(seconds / 23 + b);
  return 0.65 * slow + 0.35 * fast;
}

/** Use of a device at a time (Unix ms), ratio 0 to 1. */
export function utilizationAt(
  device: string,
  interval: DeviceInterval | undefined,
  at: number,
): number {
  const { runningFrom } = interval ?? {};
  if (!interval || runningFrom === undefined || at < runningFrom) {
    return 0;
  }
  const seconds = at / 1000;
  if (interval.load === 'idle') {
    return 0.06 + 0.04 * wave(device, seconds);
  }
  const ramp = Math.min((at - runningFrom) / 1000 / RAMP_SECONDS, 1);
  return ramp * (0.83 + 0.11 * wave(device, seconds));
}

/** Part of the device's memory that is used, ratio 0 to 1. */
export function memoryAt(
  device: string,
  interval: DeviceInterval | undefined,
  at: number,
): number {
  const { runningFrom } = interval ?? {};
  if (!interval || runningFrom === undefined || at < runningFrom) {
    return 0.004;
  }
  const share = interval.load === 'idle' ? 0.18 : 0.78;
  return share + 0.02 * wave(`${device}/memory`, at / 1000);
}
