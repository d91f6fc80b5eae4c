import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Resource type of the workloads that conditional decisions are made about.
 *
 * @public
 */
export const RESOURCE_TYPE_ML_WORKLOAD = 'ml-workload';

/**
 * Lets a person see workloads, their pods, events and accelerators. Decided
 * per workload: rules select by entity owner, cluster and namespace.
 *
 * @public
 */
export const mlWorkloadReadPermission = createPermission({
  name: 'ml-platform.workload.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_ML_WORKLOAD,
});

/**
 * Lets a person see registered models and their versions.
 *
 * @public
 */
export const mlModelReadPermission = createPermission({
  name: 'ml-platform.model.read',
  attributes: { action: 'read' },
});

/**
 * Lets a person see what a cluster and namespace offer: queues and
 * accelerators. Templates and preflight ask for it.
 *
 * @public
 */
export const mlTargetReadPermission = createPermission({
  name: 'ml-platform.target.read',
  attributes: { action: 'read' },
});

/**
 * All permissions of the ml-platform plugin.
 *
 * @public
 */
export const mlPlatformPermissions = [
  mlWorkloadReadPermission,
  mlModelReadPermission,
  mlTargetReadPermission,
];
