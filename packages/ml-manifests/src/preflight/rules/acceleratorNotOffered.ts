import { FactsRule } from '../PreflightRule';
import { offered } from '../offered';

/** No node carries such a device. */
export const acceleratorNotOffered: FactsRule = (bundle, facts) => {
  const { accelerator, cluster } = bundle;
  if (!accelerator || offered(bundle, facts).length > 0) {
    return [];
  }
  const known = [
    ...new Set(facts.accelerators.map(a => a.product ?? a.resource)),
  ].sort();
  return [
    {
      code: 'AcceleratorNotOffered',
      severity: accelerator.onDemand ? 'info' : 'error',
      path: 'accelerator.profile',
      message: `no node of cluster ${cluster} offers ${accelerator.profile.title} now`,
      fix: accelerator.onDemand
        ? 'none needed when a node is made for it; that takes minutes'
        : `use one that it offers (${
            known.join(', ') || 'none'
          }), or set accelerator.onDemand when nodes are made on demand`,
    },
  ];
};
