/*
 * The metrics that devices report, by both generations of dcgm-exporter's
 * names (up to 4.8 and from 4.9, which also changes units) and neuron-monitor.
 */

/** Metric of use, best first, with the factor that makes it a ratio. */
const UTILIZATION: readonly { name: string; factor: number; mig: boolean }[] = [
  { name: 'DCGM_FI_DEV_GPU_UTIL', factor: 0.01, mig: false },
  { name: 'DCGM_FI_DEV_GPU_UTIL_RATIO', factor: 1, mig: false },
  { name: 'DCGM_FI_PROF_GR_ENGINE_ACTIVE', factor: 1, mig: true },
  { name: 'DCGM_FI_PROF_GR_ENGINE_UTIL_RATIO', factor: 1, mig: true },
  { name: 'neuroncore_utilization_ratio', factor: 1, mig: false },
];

const MIB = 1024 * 1024;

const MEMORY: Record<string, { part: 'used' | 'free'; factor: number }> = {
  DCGM_FI_DEV_FB_USED: { part: 'used', factor: MIB },
  DCGM_FI_DEV_FB_FREE: { part: 'free', factor: MIB },
  DCGM_FI_DEV_FB_USED_BYTES: { part: 'used', factor: 1 },
  DCGM_FI_DEV_FB_FREE_BYTES: { part: 'free', factor: 1 },
};

/** The one selector that a poll asks for. */
export const DEVICE_SELECTOR = `{__name__=~"${[
  ...UTILIZATION.map(metric => metric.name),
  ...Object.keys(MEMORY),
].join('|')}"}`;

/** The selector of history: use alone. */
export const UTILIZATION_SELECTOR = `{__name__=~"${UTILIZATION.map(
  metric => metric.name,
).join('|')}"}`;

/** What a sample says: use as a ratio, or memory in bytes. */
export type Reading =
  | { type: 'utilization'; rank: number; metric: string; ratio: number }
  | { type: 'memory'; part: 'used' | 'free'; bytes: number };

/**
 * Normalises one sample. Undefined when it is no device metric, is out of
 * range, or is a whole device's figure on a MIG slice, which has no share in
 * it (dcgm-exporter: GPU_UTIL is absent or shared per instance).
 */
export function readSample(
  name: string,
  value: number,
  isMigSlice: boolean,
): Reading | undefined {
  const memory = MEMORY[name];
  if (memory) {
    return value < 0
      ? undefined
      : { type: 'memory', part: memory.part, bytes: value * memory.factor };
  }
  const rank = UTILIZATION.findIndex(metric => metric.name === name);
  const metric = UTILIZATION[rank];
  if (!metric || (isMigSlice && !metric.mig)) {
    return undefined;
  }
  const ratio = value * metric.factor;
  // A little over one is rounding; more is a wrong unit and no figure.
  return ratio < 0 || ratio > 1.01
    ? undefined
    : {
        type: 'utilization',
        rank,
        metric: name,
        ratio: Math.min(1, ratio),
      };
}
