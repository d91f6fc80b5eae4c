import { RAY_CLUSTER_NAME_LIMIT } from '../../ray/rayClusterInput';
import { RAY_JOB_NAME_LIMIT } from '../../ray/rayJobInput';
import { StaticRule } from '../PreflightRule';

const LIMITS: Record<string, number> = {
  RayJob: RAY_JOB_NAME_LIMIT,
  RayCluster: RAY_CLUSTER_NAME_LIMIT,
};

/** KubeRay refuses objects whose names leave no room for derived ones. */
export const nameTooLong: StaticRule = ({ objects }) =>
  objects.flatMap(({ kind, metadata: { name } }) => {
    const over = name.length - (LIMITS[kind] ?? 253);
    return over > 0
      ? [
          {
            code: 'NameTooLong',
            severity: 'error' as const,
            path: 'name',
            message: `${kind} name "${name}" has ${name.length} characters, the limit is ${LIMITS[kind]}`,
            fix: `shorten it by ${over}`,
          },
        ]
      : [];
  });
