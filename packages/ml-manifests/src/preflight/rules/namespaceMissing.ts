import { FactsRule } from '../PreflightRule';

/** Objects cannot be made in a namespace that is not there. */
export const namespaceMissing: FactsRule = ({ namespace, cluster }, facts) =>
  facts.namespaceExists === false
    ? [
        {
          code: 'NamespaceMissing',
          severity: 'error',
          path: 'namespace',
          message: `namespace "${namespace}" is not in cluster ${cluster}`,
          fix: 'use a namespace of your team, or ask who runs the cluster for one',
        },
      ]
    : [];
