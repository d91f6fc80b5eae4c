import { StaticRule } from '../PreflightRule';

/** MLflow then logs to a directory of the pod, which is gone with it. */
export const trackingUriMissing: StaticRule = ({ pods }) => {
  const names = new Set(
    pods.flatMap(({ template }) =>
      template.spec.containers.flatMap(({ env }) =>
        env.map(({ name }) => name),
      ),
    ),
  );
  const logs =
    names.has('MLFLOW_EXPERIMENT_NAME') ||
    names.has('MLFLOW_REGISTERED_MODEL_NAME');
  return logs && !names.has('MLFLOW_TRACKING_URI')
    ? [
        {
          code: 'TrackingUriMissing',
          severity: 'warning',
          path: 'mlflow.trackingUri',
          message:
            'the pods are not told where MLflow is, so runs and models are lost unless the image knows',
          fix: 'give the address of the MLflow server as pods reach it',
        },
      ]
    : [];
};
