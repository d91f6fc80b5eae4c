import { AcceleratorHolding } from '@callboard/plugin-ml-platform-common';

/** Names of the extended resources that people know by another name. */
const RESOURCE_NAMES: Record<string, string> = {
  'nvidia.com/gpu': 'NVIDIA GPU',
  'amd.com/gpu': 'AMD GPU',
  'aws.amazon.com/neuron': 'AWS Neuron chip',
  'aws.amazon.com/neuroncore': 'AWS Neuron core',
  'google.com/tpu': 'Google TPU',
};

/** Short name of an extended resource; its own where it has no other. */
export function resourceName(resource: string): string {
  return RESOURCE_NAMES[resource] ?? resource;
}

/** `NVIDIA-H100-80GB-HBM3` is `H100 80GB HBM3` to a person. */
export function holdingName(holding: AcceleratorHolding): string {
  return holding.product
    ? holding.product.replace(/^(NVIDIA|Tesla|AMD)-/, '').replace(/-/g, ' ')
    : resourceName(holding.resource);
}

/** Of the devices asked for: how many of each kind, and in this order. */
export interface HoldingParts {
  busy: number;
  idle: number;
  /** Held, but nobody measured whether they are in use. */
  unmeasured: number;
  /** Asked for and not held. */
  waiting: number;
}

export function partsOf(holding: AcceleratorHolding): HoldingParts {
  const { requested, allocated, usage } = holding;
  const measured = Math.min(usage?.measured ?? 0, allocated);
  const busy = Math.min(usage?.busy ?? 0, measured);
  return {
    busy,
    idle: measured - busy,
    unmeasured: allocated - measured,
    waiting: Math.max(0, requested - allocated),
  };
}

/** A ratio as whole percent, `71 %`. */
export function percent(ratio: number): string {
  return `${Math.round(ratio * 100)} %`;
}

/** Bytes in GiB, `71.2 GiB`. */
export function gib(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(1)} GiB`;
}
