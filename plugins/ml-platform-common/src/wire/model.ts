/** @public */
export interface ModelMetric {
  key: string;
  value: number;
}

/** @public */
export interface ModelVersion {
  /** MLflow's version: a decimal integer as a string. */
  version: string;
  status: 'READY' | 'PENDING_REGISTRATION' | 'FAILED_REGISTRATION' | 'UNKNOWN';
  statusMessage?: string;
  aliases: string[];
  /** ISO 8601. */
  createdAt: string;
  description?: string;
  runId?: string;
  /** Into MLflow's own UI. */
  runUrl?: string;
  metrics: ModelMetric[];
  params: { key: string; value: string }[];
  /** Workload that produced it, from the run's tags, as `Kind/name`. */
  producedBy?: string;
}

/** @public */
export interface RegisteredModel {
  /** Id of the MLflow server in config. */
  instance: string;
  name: string;
  description?: string;
  /** ISO 8601. */
  updatedAt: string;
  /** Into MLflow's own UI. */
  url?: string;
  aliases: { alias: string; version: string }[];
  /** Newest first. */
  versions: ModelVersion[];
}
