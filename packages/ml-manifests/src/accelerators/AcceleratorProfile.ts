/**
 * How a cluster labels its nodes with the accelerator they carry:
 *
 * - `device`: labels of the vendor's discovery (GPU Feature Discovery,
 *   Neuron).
 * - `karpenter`: Karpenter's labels on AWS.
 * - `none`: no labels; the resource alone decides.
 *
 * @public
 */
export type NodeLabelScheme = 'device' | 'karpenter' | 'none';

/** A pod toleration. @public */
export interface Toleration {
  key?: string;
  operator?: 'Exists' | 'Equal';
  value?: string;
  effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

/**
 * One type of accelerator that a workload can ask for. Devices are whole;
 * requests equal limits.
 *
 * @public
 */
export interface AcceleratorProfile {
  /** What a template's form holds: `nvidia-h100-80gb`. */
  id: string;
  /** For people: `NVIDIA H100 80 GB`. */
  title: string;
  /** Kubernetes extended resource; undefined for the CPU-only profile. */
  resource?: string;
  /** Values of the `nvidia.com/gpu.product` label that are this type. */
  products: string[];
  nodeLabels: Record<NodeLabelScheme, Record<string, string>>;
  tolerations: Toleration[];
  /** Memory of one device, bytes. */
  memoryBytes: number;
  /** Devices on the largest usual node: no pod can ask for more. */
  maxPerPod: number;
  /** Which build of the Ray image it needs; for `neuron` none is published. */
  image: 'cpu' | 'cuda' | 'neuron';
  /**
   * Ray resource that one device counts as, where KubeRay does not derive it:
   * KubeRay 1.7 maps resources that end in `gpu` and
   * `aws.amazon.com/neuroncore`, nothing else.
   */
  rayResource?: { name: string; perDevice: number };
  /** EUR an hour for one device; see {@link PRICE_ASSUMPTION}. */
  pricePerHour: number;
}
