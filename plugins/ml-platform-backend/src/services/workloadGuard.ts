import {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import { mlWorkloadReadPermission } from '@callboard/plugin-ml-platform-common';
import {
  MlWorkloadResource,
  mlWorkloadResourceRef,
} from '../permissions/mlWorkloadResourceRef';

/** What one person may see of workloads, by the decision of the moment. */
export interface WorkloadDecision {
  /** Nothing at all may be seen. */
  denied: boolean;
  /** Whether each workload has to be looked at. */
  conditional: boolean;
  allows(resource: MlWorkloadResource): boolean;
}

/** Asks the policy about `ml-platform.workload.read`. */
export function createWorkloadGuard(options: {
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
}) {
  const authorizer = createConditionAuthorizer(
    options.permissionsRegistry.getPermissionRuleset(mlWorkloadResourceRef),
  );
  return async function decide(
    credentials: BackstageCredentials,
  ): Promise<WorkloadDecision> {
    const [decision]: PolicyDecision[] =
      await options.permissions.authorizeConditional(
        [{ permission: mlWorkloadReadPermission }],
        { credentials },
      );
    return {
      denied: decision.result === AuthorizeResult.DENY,
      conditional: decision.result === AuthorizeResult.CONDITIONAL,
      allows: resource => authorizer(decision, resource),
    };
  };
}

/** Function that asks the policy on a person's behalf. */
export type WorkloadGuard = ReturnType<typeof createWorkloadGuard>;
