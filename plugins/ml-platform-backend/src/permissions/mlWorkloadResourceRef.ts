import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_ML_WORKLOAD } from '@callboard/plugin-ml-platform-common';

/**
 * What a decision about a workload is made on.
 *
 * @public
 */
export interface MlWorkloadResource {
  cluster: string;
  namespace: string;
  kind: string;
  name: string;
  /** Refs of the owners of its entity, and of its namespace by config. */
  owners: string[];
}

/**
 * A condition on workloads as data: the field has one of the values.
 *
 * @public
 */
export interface MlWorkloadFilter {
  field: 'owners' | 'cluster' | 'namespace';
  values: string[];
}

/**
 * The resource that rules on `ml-workload` are written for.
 *
 * @public
 */
export const mlWorkloadResourceRef = createPermissionResourceRef<
  MlWorkloadResource,
  MlWorkloadFilter
>().with({
  pluginId: 'ml-platform',
  resourceType: RESOURCE_TYPE_ML_WORKLOAD,
});
