import { ActionContext } from '@backstage/plugin-scaffolder-node';
import { EmitConfig } from '../config/EmitConfig';

const ANNOTATION_VERSION = 'callboard.dev/template-version';

/**
 * Fills in what the portal knows and no step should have to repeat: the
 * template that runs, and the MLflow server.
 */
export function withDefaults(
  fields: Record<string, unknown>,
  config: EmitConfig,
  templateInfo: ActionContext<{}>['templateInfo'],
): Record<string, unknown> {
  const { name, annotations } = templateInfo?.entity?.metadata ?? {};
  const version = annotations?.[ANNOTATION_VERSION];
  return {
    ...fields,
    template:
      fields.template ?? (name && version ? { name, version } : undefined),
    mlflow: withTrackingUri(fields.mlflow, config.trackingUri),
  };
}

function withTrackingUri(mlflow: unknown, trackingUri?: string): unknown {
  if (!mlflow || typeof mlflow !== 'object' || !trackingUri) {
    return mlflow;
  }
  const given = 'trackingUri' in mlflow && mlflow.trackingUri;
  return given ? mlflow : { ...mlflow, trackingUri };
}
