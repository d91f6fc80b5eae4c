import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod/v3';
import { mlWorkloadResourceRef } from './mlWorkloadResourceRef';

/** Allows workloads whose entity or namespace one of the claims owns. */
export const isEntityOwner = createPermissionRule<
  typeof mlWorkloadResourceRef,
  { claims: string[] }
>({
  name: 'IS_ENTITY_OWNER',
  description: 'Allow workloads of entities that are owned by given claims',
  resourceRef: mlWorkloadResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity refs of owners, such as group:default/team-a'),
  }),
  apply: ({ owners }, { claims }) =>
    owners.some(owner => claims.includes(owner)),
  toQuery: ({ claims }) => ({ field: 'owners', values: claims }),
});
