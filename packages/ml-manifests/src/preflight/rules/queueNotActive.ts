import { FactsRule } from '../PreflightRule';

/** Kueue admits nothing from a queue that is stopped or misconfigured. */
export const queueNotActive: FactsRule = ({ queue }, facts) => {
  const known = facts.queues.find(({ name }) => name === queue);
  if (!known || known.active) {
    return [];
  }
  const others = facts.queues
    .filter(({ active }) => active)
    .map(({ name }) => name)
    .sort();
  return [
    {
      code: 'QueueNotActive',
      severity: 'error',
      path: 'queue',
      message: `queue "${queue}" is not active, so Kueue admits nothing from it`,
      fix: others.length
        ? `use ${others.join(' or ')}, or ask who runs the cluster to start it`
        : 'ask who runs the cluster to start it',
    },
  ];
};
