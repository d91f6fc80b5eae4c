import { z } from 'zod/v3';
import { dnsLabel } from '../input/scalars';
import { checkRayFields, rayFields } from './rayFields';

/**
 * KubeRay 1.7 refuses a RayCluster with a longer name.
 *
 * @public
 */
export const RAY_CLUSTER_NAME_LIMIT = 53;

/**
 * The fields of {@link rayClusterInput}, to extend with your own.
 *
 * @public
 */
export const rayClusterFields = z
  .object({
    name: dnsLabel(
      'Name of the component and of the cluster',
      RAY_CLUSTER_NAME_LIMIT,
    ),
    ...rayFields,
  })
  .strict();

/**
 * What a RayCluster is built from. Each issue names its field and the fix;
 * turn them into findings with {@link inputFindings}.
 *
 * @public
 */
export const rayClusterInput = rayClusterFields.superRefine(checkRayFields);

/** Parsed, with defaults filled in. @public */
export type RayClusterInput = z.output<typeof rayClusterFields>;
