import { z } from 'zod/v3';
import { ACCELERATOR_PROFILES, findAcceleratorProfile } from '../accelerators';
import { suggest } from '../text/nearest';
import { refuse } from './refuse';

const ids = ACCELERATOR_PROFILES.map(profile => profile.id);

const toleration = z
  .object({
    key: z.string().optional().describe('Taint key; every key when absent'),
    operator: z
      .enum(['Exists', 'Equal'])
      .optional()
      .describe('Exists: any value; Equal (the default): this value'),
    value: z.string().optional().describe('Taint value, for Equal'),
    effect: z
      .enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute'])
      .optional()
      .describe('Effect of the taint; every effect when absent'),
  })
  .strict();

/**
 * Type and number of devices of each worker.
 *
 * @public
 */
export const acceleratorInput = z
  .object({
    profile: z
      .string()
      .describe(`Accelerator type: ${ids.join(', ')}`)
      .default('none'),
    count: z
      .number()
      .int()
      .min(0)
      .optional()
      .describe('Devices of each worker; whole devices only; 1 by default'),
    tolerations: z
      .array(toleration)
      .default([])
      .describe('Further taints to tolerate, beyond the type’s usual one'),
    onDemand: z
      .boolean()
      .default(false)
      .describe(
        'Nodes of this type are made when asked for (Karpenter, autoscaler), so none may exist now',
      ),
  })
  .strict()
  .default({})
  .superRefine(({ profile: id, count }, ctx) => {
    const profile = findAcceleratorProfile(id);
    if (!profile) {
      const problem = `"${id}" is not an accelerator type`;
      refuse(ctx, ['profile'], problem, suggest(id, ids));
      return;
    }
    const devices = count ?? Math.min(1, profile.maxPerPod);
    if (devices > profile.maxPerPod) {
      refuse(
        ctx,
        ['count'],
        profile.resource
          ? `no node has ${devices} x ${profile.title}`
          : `${devices} devices of no type`,
        profile.resource
          ? `use ${profile.maxPerPod} or fewer and more workers`
          : 'choose accelerator.profile, or use 0',
      );
    }
    if (profile.resource && devices === 0) {
      refuse(
        ctx,
        ['count'],
        `0 x ${profile.title} holds no device`,
        'use 1 or more, or accelerator.profile none',
      );
    }
  })
  .describe('Accelerator of each worker');

/** @public */
export type AcceleratorInput = z.output<typeof acceleratorInput>;
