import { Series } from './PrometheusClient';
import { readSample } from './deviceMetrics';
import { DeviceSample, identify } from './deviceSamples';

const STEP_SECONDS = 60;
const KEPT_STEPS = 60;

interface DeviceHistory {
  /** Ratio by the minute it belongs to, in Unix seconds. */
  points: Map<number, number>;
  /** Rank of the metric that filled it from the store; lower is better. */
  rank: number;
}

/** The last hour of use by device and pod, a point a minute. Bounded. */
export class UsageHistory {
  /** By `namespace/pod`, then by device. */
  readonly #pods = new Map<string, Map<string, DeviceHistory>>();

  /** Takes in what the store remembers; called once, at start. */
  load(series: readonly Series[]): void {
    for (const { labels, values } of series) {
      const identity = identify(labels);
      for (const [time, value] of identity ? values : []) {
        const reading = readSample(
          labels.__name__ ?? '',
          value,
          identity?.isMigSlice ?? false,
        );
        if (identity && reading?.type === 'utilization') {
          const history = this.#history(identity);
          if (reading.rank <= history.rank) {
            history.rank = reading.rank;
            put(history, time, reading.ratio);
          }
        }
      }
    }
  }

  /** Takes in one poll and forgets what is older than an hour. */
  append(samples: readonly DeviceSample[], now: number): void {
    for (const sample of samples) {
      if (sample.utilization !== undefined) {
        put(this.#history(sample), sample.time, sample.utilization);
      }
    }
    const oldest = now / 1000 - KEPT_STEPS * STEP_SECONDS;
    for (const [pod, devices] of this.#pods) {
      for (const [id, { points }] of devices) {
        forgetBefore(points, oldest);
        if (points.size === 0) {
          devices.delete(id);
        }
      }
      if (devices.size === 0) {
        this.#pods.delete(pod);
      }
    }
  }

  /** Mean over the devices of these pods (`namespace/pod`), oldest first. */
  mean(pods: ReadonlySet<string>): [number, number][] {
    const sums = new Map<number, { sum: number; count: number }>();
    for (const pod of pods) {
      for (const { points } of this.#pods.get(pod)?.values() ?? []) {
        for (const [time, ratio] of points) {
          const { sum, count } = sums.get(time) ?? { sum: 0, count: 0 };
          sums.set(time, { sum: sum + ratio, count: count + 1 });
        }
      }
    }
    return [...sums]
      .sort(([a], [b]) => a - b)
      .map(([time, { sum, count }]) => [time, round(sum / count)]);
  }

  #history(device: {
    namespace: string;
    pod: string;
    id: string;
  }): DeviceHistory {
    const key = `${device.namespace}/${device.pod}`;
    const devices = this.#pods.get(key) ?? new Map<string, DeviceHistory>();
    this.#pods.set(key, devices);
    const history = devices.get(device.id) ?? {
      points: new Map(),
      rank: Infinity,
    };
    devices.set(device.id, history);
    return history;
  }
}

function forgetBefore(points: Map<number, number>, oldest: number): void {
  for (const time of points.keys()) {
    if (time < oldest) {
      points.delete(time);
    }
  }
}

function put(history: DeviceHistory, time: number, ratio: number): void {
  history.points.set(Math.floor(time / STEP_SECONDS) * STEP_SECONDS, ratio);
}

function round(ratio: number): number {
  return Math.round(ratio * 10_000) / 10_000;
}
