import { Bundle } from '../Bundle';
import { PreflightFacts } from './PreflightFacts';

/** The facts about devices that a bundle's pods could be given. */
export function offered(
  { accelerator, pods }: Bundle,
  facts: PreflightFacts,
): PreflightFacts['accelerators'] {
  if (!accelerator) {
    return [];
  }
  const { resource, products } = accelerator.profile;
  const selected = pods
    .map(
      ({ template }) => template.spec.nodeSelector?.['nvidia.com/gpu.product'],
    )
    .find(product => product !== undefined);
  const wanted = selected ? [selected] : products;
  return facts.accelerators.filter(
    known =>
      known.resource === resource &&
      // A node without discovery labels may carry any product.
      (!wanted.length || !known.product || wanted.includes(known.product)),
  );
}
