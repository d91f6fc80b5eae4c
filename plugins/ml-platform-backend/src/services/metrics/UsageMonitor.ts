import { LoggerService } from '@backstage/backend-plugin-api';
import { SourceStatus } from '@callboard/plugin-ml-platform-common';
import { PrometheusConfig } from '../../config/types';
import { PollLoop } from '../PollLoop';
import { PrometheusClient } from './PrometheusClient';
import { DEVICE_SELECTOR, UTILIZATION_SELECTOR } from './deviceMetrics';
import { DeviceSample, readDevices } from './deviceSamples';
import { UsageHistory } from './UsageHistory';

const HISTORY_SECONDS = 3600;
const STEP_SECONDS = 60;

/**
 * Measured use of one cluster's devices: one instant query a poll, and one
 * range query at the start, however many people look.
 */
export class UsageMonitor {
  readonly #client: PrometheusClient;
  readonly #loop: PollLoop;
  readonly #history = new UsageHistory();
  #hasHistory = false;
  #byPod = new Map<string, DeviceSample[]>();

  constructor(options: {
    config: PrometheusConfig;
    logger: LoggerService;
    onChange(): void;
  }) {
    this.#client = new PrometheusClient(options.config);
    this.#loop = new PollLoop({
      kind: 'prometheus',
      name: options.config.cluster,
      pollSeconds: options.config.pollSeconds,
      poll: signal => this.#poll(signal),
      onSettled: options.onChange,
      logger: options.logger,
    });
  }

  start(): void {
    this.#loop.start();
  }

  async stop(): Promise<void> {
    await this.#loop.stop();
  }

  status(): SourceStatus {
    return this.#loop.status();
  }

  /** Devices that one pod uses, by the newest poll. */
  devicesOf(namespace: string, pod: string): DeviceSample[] {
    return this.#byPod.get(`${namespace}/${pod}`) ?? [];
  }

  /** Mean use of these pods (`namespace/pod`) over the last hour. */
  history(pods: ReadonlySet<string>): [number, number][] {
    return this.#history.mean(pods);
  }

  async #poll(signal: AbortSignal): Promise<void> {
    const now = Date.now();
    if (!this.#hasHistory) {
      const end = Math.floor(now / 1000);
      this.#history.load(
        await this.#client.queryRange(
          UTILIZATION_SELECTOR,
          { start: end - HISTORY_SECONDS, end, step: STEP_SECONDS },
          signal,
        ),
      );
      this.#hasHistory = true;
    }
    const samples = readDevices(
      await this.#client.query(DEVICE_SELECTOR, signal),
    );
    this.#history.append(samples, now);
    const byPod = new Map<string, DeviceSample[]>();
    for (const sample of samples) {
      const key = `${sample.namespace}/${sample.pod}`;
      byPod.set(key, [...(byPod.get(key) ?? []), sample]);
    }
    this.#byPod = byPod;
  }
}
