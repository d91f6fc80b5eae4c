import { randomBytes, randomInt } from 'node:crypto';
import { Clock } from '../clock/Clock';
import { MlflowError } from './MlflowError';
import { Experiment, Metric, Run, Tag } from './types';

export interface TrackingSnapshot {
  experiments: Experiment[];
  runs: Run[];
}

interface CreateRun {
  experimentId: string;
  runName?: string;
  userId?: string;
  startTime?: number;
  tags?: Tag[];
}

function put(list: Tag[], entry: Tag): void {
  const existing = list.find(item => item.key === entry.key);
  if (existing) {
    existing.value = entry.value;
  } else {
    list.push(entry);
  }
}

/** MLflow's experiments and runs. */
export class TrackingStore {
  readonly experiments: Experiment[];
  readonly runs: Run[];

  constructor(
    private readonly clock: Clock,
    private readonly changed: () => void,
    saved?: TrackingSnapshot,
  ) {
    this.experiments = saved?.experiments ?? [];
    this.runs = saved?.runs ?? [];
    if (this.experiments.length === 0) {
      this.#addExperiment('0', 'Default', []);
    }
  }

  createExperiment(name: string, tags: Tag[] = []): Experiment {
    if (!name) {
      throw new MlflowError(
        'INVALID_PARAMETER_VALUE',
        "Missing value for required parameter 'name'.",
      );
    }
    if (this.experiments.some(e => e.name === name)) {
      throw new MlflowError(
        'RESOURCE_ALREADY_EXISTS',
        `Experiment(name=${name}) already exists.`,
      );
    }
    const id = randomInt(10 ** 11, 10 ** 12).toString();
    return this.#addExperiment(id, name, tags);
  }

  experiment(id: string): Experiment {
    const found = this.experiments.find(e => e.experiment_id === id);
    if (!found) {
      throw new MlflowError(
        'RESOURCE_DOES_NOT_EXIST',
        `No Experiment with id=${id} exists`,
      );
    }
    return found;
  }

  experimentByName(name: string): Experiment {
    const found = this.experiments.find(e => e.name === name);
    if (!found) {
      throw new MlflowError(
        'RESOURCE_DOES_NOT_EXIST',
        `Could not find experiment with name '${name}'`,
      );
    }
    return found;
  }

  createRun(input: CreateRun): Run {
    const experiment = this.experiment(input.experimentId);
    const id = randomBytes(16).toString('hex');
    const name =
      input.runName ??
      input.tags?.find(t => t.key === 'mlflow.runName')?.value ??
      `run-${id.slice(0, 8)}`;
    const run: Run = {
      info: {
        run_id: id,
        run_uuid: id,
        run_name: name,
        experiment_id: experiment.experiment_id,
        user_id: input.userId ?? '',
        status: 'RUNNING',
        start_time: input.startTime ?? this.clock.now(),
        artifact_uri: `${experiment.artifact_location}/${id}/artifacts`,
        lifecycle_stage: 'active',
      },
      metrics: [],
      params: [],
      tags: [...(input.tags ?? [])],
    };
    put(run.tags, { key: 'mlflow.runName', value: name });
    this.runs.push(run);
    this.changed();
    return run;
  }

  run(id: string): Run {
    const found = this.runs.find(r => r.info.run_id === id);
    if (!found) {
      throw new MlflowError(
        'RESOURCE_DOES_NOT_EXIST',
        `Run with id=${id} not found`,
      );
    }
    return found;
  }

  updateRun(
    id: string,
    change: { status?: Run['info']['status']; endTime?: number; name?: string },
  ): Run {
    const { info, tags } = this.run(id);
    info.status = change.status ?? info.status;
    info.end_time = change.endTime ?? info.end_time;
    if (change.name) {
      info.run_name = change.name;
      put(tags, { key: 'mlflow.runName', value: change.name });
    }
    this.changed();
    return this.run(id);
  }

  log(
    id: string,
    data: { metrics?: Metric[]; params?: Tag[]; tags?: Tag[] },
  ): void {
    const run = this.run(id);
    for (const param of data.params ?? []) {
      const existing = run.params.find(p => p.key === param.key);
      if (existing && existing.value !== param.value) {
        throw new MlflowError(
          'INVALID_PARAMETER_VALUE',
          `Changing param values is not allowed. Param with key='${param.key}' was already logged with value='${existing.value}' for run ID='${id}'.`,
        );
      }
      put(run.params, param);
    }
    (data.tags ?? []).forEach(tag => put(run.tags, tag));
    run.metrics.push(...(data.metrics ?? []));
    this.changed();
  }

  toJSON(): TrackingSnapshot {
    return { experiments: this.experiments, runs: this.runs };
  }

  #addExperiment(id: string, name: string, tags: Tag[]): Experiment {
    const now = this.clock.now();
    const experiment: Experiment = {
      experiment_id: id,
      name,
      artifact_location: `mlflow-artifacts:/${id}`,
      lifecycle_stage: 'active',
      creation_time: now,
      last_update_time: now,
      tags,
    };
    this.experiments.push(experiment);
    this.changed();
    return experiment;
  }
}

/** Of each metric the newest point: what a run shows. */
export function latestMetrics(run: Run): Metric[] {
  const latest = new Map<string, Metric>();
  for (const metric of run.metrics) {
    const seen = latest.get(metric.key);
    const isNewer =
      !seen ||
      metric.step > seen.step ||
      (metric.step === seen.step && metric.timestamp >= seen.timestamp);
    if (isNewer) {
      latest.set(metric.key, metric);
    }
  }
  return [...latest.values()];
}
