import { suggest } from '../../text/nearest';
import { FactsRule } from '../PreflightRule';

/** Kueue leaves a workload of an unknown LocalQueue suspended for ever. */
export const queueMissing: FactsRule = (
  { queue, cluster, namespace },
  facts,
) => {
  const names = facts.queues.map(({ name }) => name);
  if (!queue || names.includes(queue)) {
    return [];
  }
  return [
    {
      code: 'QueueMissing',
      severity: 'error',
      path: 'queue',
      message: `queue "${queue}" is not in namespace ${namespace} of cluster ${cluster}`,
      fix: suggest(queue, names),
    },
  ];
};
