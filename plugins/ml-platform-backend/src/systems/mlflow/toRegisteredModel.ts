import {
  MLFLOW_RUN_TAG_WORKLOAD,
  ModelVersion,
  RegisteredModel,
} from '@callboard/plugin-ml-platform-common';
import {
  MlflowModelVersion,
  MlflowRegisteredModel,
  MlflowRun,
} from './mlflowSchemas';

const STATUSES = [
  'READY',
  'PENDING_REGISTRATION',
  'FAILED_REGISTRATION',
] as const;

function toIso(ms: number | undefined): string {
  return Number.isFinite(ms)
    ? new Date(ms ?? 0).toISOString()
    : new Date(0).toISOString();
}

function toVersion(
  version: MlflowModelVersion,
  aliases: string[],
  run: MlflowRun | undefined,
  webUrl: string,
): ModelVersion {
  const producedBy = run?.data?.tags.find(
    tag => tag.key === MLFLOW_RUN_TAG_WORKLOAD,
  )?.value;
  return {
    version: version.version,
    status: STATUSES.find(status => status === version.status) ?? 'UNKNOWN',
    statusMessage: version.status_message || undefined,
    aliases,
    createdAt: toIso(version.creation_timestamp),
    description: version.description || undefined,
    runId: version.run_id || undefined,
    runUrl: run
      ? `${webUrl}/#/experiments/${encodeURIComponent(
          run.info.experiment_id,
        )}/runs/${encodeURIComponent(run.info.run_id)}`
      : undefined,
    metrics: run?.data?.metrics ?? [],
    params: run?.data?.params ?? [],
    producedBy,
  };
}

/**
 * Puts what MLflow says of one model into the wire shape. Aliases are read
 * from the model: an older server leaves them out of its versions.
 */
export function toRegisteredModel(options: {
  instance: string;
  webUrl: string;
  model: MlflowRegisteredModel;
  versions: readonly MlflowModelVersion[];
  runs: ReadonlyMap<string, MlflowRun>;
}): RegisteredModel {
  const { model, webUrl } = options;
  return {
    instance: options.instance,
    name: model.name,
    description: model.description || undefined,
    updatedAt: toIso(model.last_updated_timestamp ?? model.creation_timestamp),
    url: `${webUrl}/#/models/${encodeURIComponent(model.name)}`,
    aliases: model.aliases,
    versions: options.versions.map(version =>
      toVersion(
        version,
        model.aliases
          .filter(alias => alias.version === version.version)
          .map(alias => alias.alias),
        version.run_id ? options.runs.get(version.run_id) : undefined,
        webUrl,
      ),
    ),
  };
}
