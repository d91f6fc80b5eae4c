import { createPermissionRule } from '@backstage/plugin-permission-node';
import { z } from 'zod/v3';
import { mlWorkloadResourceRef } from './mlWorkloadResourceRef';

/** Allows workloads of the named namespaces, in any cluster. */
export const isInNamespace = createPermissionRule<
  typeof mlWorkloadResourceRef,
  { namespaces: string[] }
>({
  name: 'IS_IN_NAMESPACE',
  description: 'Allow workloads in given Kubernetes namespaces',
  resourceRef: mlWorkloadResourceRef,
  paramsSchema: z.object({
    namespaces: z.array(z.string()).describe('Names of namespaces'),
  }),
  apply: ({ namespace }, { namespaces }) => namespaces.includes(namespace),
  toQuery: ({ namespaces }) => ({ field: 'namespace', values: namespaces }),
});
