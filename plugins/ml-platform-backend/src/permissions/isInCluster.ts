import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod/v3';
import { mlWorkloadResourceRef } from './mlWorkloadResourceRef';

/** Allows workloads of the named clusters. */
export const isInCluster = createPermissionRule<
  typeof mlWorkloadResourceRef,
  { clusters: string[] }
>({
  name: 'IS_IN_CLUSTER',
  description: 'Allow workloads in given clusters',
  resourceRef: mlWorkloadResourceRef,
  paramsSchema: z.object({
    clusters: z
      .array(z.string())
      .describe("Names of clusters in the portal's config"),
  }),
  apply: ({ cluster }, { clusters }) => clusters.includes(cluster),
  toQuery: ({ clusters }) => ({ field: 'cluster', values: clusters }),
});
