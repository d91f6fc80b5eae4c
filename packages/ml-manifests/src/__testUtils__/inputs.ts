import { RayClusterInput, rayClusterInput } from '../ray/rayClusterInput';
import { RayJobInput, rayJobInput } from '../ray/rayJobInput';

const target = {
  name: 'churn-train',
  cluster: 'demo',
  namespace: 'team-vision',
  entityRef: 'component:default/churn-train',
};

/** A parsed RayJob input for tests. */
export function jobInput(fields: Record<string, unknown> = {}): RayJobInput {
  const entrypoint = 'python train.py';
  return rayJobInput.parse({ ...target, entrypoint, ...fields });
}

/** A parsed RayCluster input for tests. */
export function clusterInput(
  fields: Record<string, unknown> = {},
): RayClusterInput {
  return rayClusterInput.parse({ ...target, ...fields });
}
