import { Toleration } from '../../accelerators';
import { Finding } from '../../Finding';
import { FactsRule } from '../PreflightRule';
import { offered } from '../offered';
import { Taint } from '../PreflightFacts';

/** Every node that carries the device turns the pods away. */
export const taintWithoutToleration: FactsRule = (bundle, facts) => {
  const nodes = offered(bundle, facts);
  const resource = bundle.accelerator?.profile.resource;
  if (!resource || nodes.length === 0) {
    return [];
  }
  return bundle.pods.flatMap(({ template }): Finding[] => {
    const asks = template.spec.containers.some(
      container => resource in container.resources.limits,
    );
    const refused = nodes.map(({ taints = [] }) =>
      taints.find(taint => !tolerates(template.spec.tolerations ?? [], taint)),
    );
    const [taint] = refused;
    if (!asks || !taint || refused.includes(undefined)) {
      return [];
    }
    const { key, value, effect } = taint;
    return [
      {
        code: 'TaintWithoutToleration',
        severity: 'error',
        path: 'accelerator.tolerations',
        message: `nodes with ${resource} have the taint ${key}${
          value ? `=${value}` : ''
        }:${effect}, which the pods do not tolerate`,
        fix: `add { key: ${key}, operator: Exists, effect: ${effect} }`,
      },
    ];
  });
};

/** Kubernetes' rule: an empty key or effect of a toleration matches all. */
function tolerates(tolerations: Toleration[], taint: Taint): boolean {
  return (
    taint.effect === 'PreferNoSchedule' ||
    tolerations.some(
      ({ key, operator = 'Equal', value = '', effect }) =>
        (!effect || effect === taint.effect) &&
        (key ? key === taint.key : operator === 'Exists') &&
        (operator === 'Exists' || value === (taint.value ?? '')),
    )
  );
}
