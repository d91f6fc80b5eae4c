import { createConditionExports } from '@backstage/plugin-permission-node';
import { isEntityOwner } from './isEntityOwner';
import { isInCluster } from './isInCluster';
import { isInNamespace } from './isInNamespace';
import { mlWorkloadResourceRef } from './mlWorkloadResourceRef';

/** The rules that decisions about workloads can be made of. */
export const mlWorkloadRules = { isEntityOwner, isInCluster, isInNamespace };

const { conditions, createConditionalDecision } = createConditionExports({
  resourceRef: mlWorkloadResourceRef,
  rules: mlWorkloadRules,
});

/**
 * Conditions on workloads, for permission policies.
 *
 * @public
 */
export const mlWorkloadConditions = conditions;

/**
 * Builds a conditional decision on `mlWorkloadReadPermission`, for permission
 * policies.
 *
 * @public
 */
export const createMlWorkloadConditionalDecision = createConditionalDecision;
