import { StorageInput } from '../input/storage';
import { EnvVar } from '../kubernetes';
import { RayWorkload } from './RayWorkload';

/**
 * Environment of head and workers. `MLFLOW_REGISTERED_MODEL_NAME` is not
 * MLflow's: the entrypoint reads it.
 */
export function rayEnv({ input, workload }: RayWorkload): EnvVar[] {
  const { mlflow, storage } = input;
  const literals: [string, string | undefined][] = [
    ['CALLBOARD_ENTITY_REF', input.entityRef],
    ['CALLBOARD_STORAGE', storageLocation(storage)],
    ['CALLBOARD_WORKLOAD', workload],
    ['MLFLOW_EXPERIMENT_NAME', mlflow.experiment],
    ['MLFLOW_REGISTERED_MODEL_NAME', mlflow.registeredModel],
    ['MLFLOW_TRACKING_URI', mlflow.trackingUri],
  ];
  const own = literals.flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value }],
  );
  const given = input.env.map(({ name, value, secretRef }) =>
    secretRef
      ? { name, valueFrom: { secretKeyRef: secretRef } }
      : { name, value },
  );
  return [...own, ...given];
}

function storageLocation(storage: StorageInput): string | undefined {
  switch (storage.type) {
    case 's3':
      return storage.uri;
    case 'pvc':
    case 'ephemeral':
      return storage.mountPath;
    default:
      return undefined;
  }
}
