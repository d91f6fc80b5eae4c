import { z } from 'zod/v3';
import { cpu, memory } from './scalars';
import { refuse } from './refuse';

const pods = (description: string) =>
  z.number().int().min(0).max(1000).optional().describe(description);

/**
 * One worker group: a fixed size, or a range that the autoscaler keeps.
 *
 * @public
 */
export const workersInput = z
  .object({
    replicas: pods('Fixed number of worker pods; 1 when nothing is given'),
    minReplicas: pods('Least workers that the autoscaler keeps'),
    maxReplicas: pods('Most workers that the autoscaler makes'),
    cpu: cpu('CPU cores of each worker, such as 8').default('4'),
    memory: memory('Memory of each worker, such as 32Gi').default('16Gi'),
  })
  .strict()
  .default({})
  .superRefine(({ replicas, minReplicas, maxReplicas }, ctx) => {
    const range = minReplicas !== undefined || maxReplicas !== undefined;
    if (range && replicas !== undefined) {
      refuse(
        ctx,
        ['replicas'],
        'a fixed number and a range are both given',
        'give replicas, or minReplicas and maxReplicas',
      );
    }
    if (range && maxReplicas === undefined) {
      refuse(
        ctx,
        ['maxReplicas'],
        'a range needs an upper end',
        'give maxReplicas',
      );
    }
    if (
      maxReplicas !== undefined &&
      maxReplicas < Math.max(minReplicas ?? 0, 1)
    ) {
      refuse(
        ctx,
        ['maxReplicas'],
        `${maxReplicas} is less than the least number of workers`,
        `use ${Math.max(minReplicas ?? 0, 1)} or more`,
      );
    }
    if (replicas === 0) {
      refuse(ctx, ['replicas'], 'there would be no worker', 'use 1 or more');
    }
  })
  .describe('The worker pods');

/** @public */
export type WorkersInput = z.output<typeof workersInput>;
