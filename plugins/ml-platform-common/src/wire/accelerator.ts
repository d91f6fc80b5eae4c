/**
 * Use of devices, as measured.
 *
 * @public
 */
export interface AcceleratorUsage {
  /** Mean over the devices, ratio 0 to 1. */
  utilization: number;
  /** Devices over the busy threshold. */
  busy: number;
  /** Devices that had a sample; the rest is "no data", never 0 %. */
  measured: number;
  /** Metric that it was read from, such as `DCGM_FI_DEV_GPU_UTIL`. */
  metric: string;
  /** ISO 8601. */
  observedAt: string;
  /** Mean utilization over time, oldest first: [Unix seconds, ratio]. */
  history: [number, number][];
}

/** @public */
export interface AcceleratorDevice {
  /** Device UUID, or node and index where the exporter gives none. */
  id: string;
  node: string;
  pod: string;
  /** Ratio 0 to 1; absent when there is no sample. */
  utilization?: number;
  memoryUsedBytes?: number;
  memoryTotalBytes?: number;
}

/**
 * What one entity asks for, holds and uses of one device type.
 *
 * @public
 */
export interface AcceleratorHolding {
  cluster: string;
  /** Extended resource, such as `nvidia.com/gpu`. */
  resource: string;
  /** Product name where a pod has a node: `NVIDIA-H100-80GB-HBM3`. */
  product?: string;
  /**
   * Devices that pods which still want to run ask for, and those of workloads
   * that wait in a queue and have no pods yet.
   */
  requested: number;
  /** Devices of pods that are bound to a node and not finished. */
  allocated: number;
  /** Absent when no metrics store is configured or it never answered. */
  usage?: AcceleratorUsage;
  devices: AcceleratorDevice[];
}
