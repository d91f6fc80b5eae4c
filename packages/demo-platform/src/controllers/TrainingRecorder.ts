import { createHash } from 'node:crypto';
import { Clock } from '../clock/Clock';
import { ModelRegistry } from '../mlflow/ModelRegistry';
import { TrackingStore } from '../mlflow/TrackingStore';
import { Metric } from '../mlflow/types';
import { RayJob } from '../kube/rayTypes';
import { KubeStore } from '../kube/KubeStore';
import { APPLICATIONS } from '../kube/resources';
import { appNameOf } from './gitops/tracking';

const STEPS = 8;

/** Metric names and where training takes them from and to. */
const CURVES: { key: string; from: number; to: number }[] = [
  { key: 'loss', from: 1.9, to: 0.21 },
  { key: 'val_accuracy', from: 0.52, to: 0.93 },
  { key: 'f1', from: 0.47, to: 0.91 },
];
const VISION_CURVES: { key: string; from: number; to: number }[] = [
  { key: 'loss', from: 2.4, to: 0.34 },
  { key: 'map50', from: 0.41, to: 0.88 },
  { key: 'precision', from: 0.5, to: 0.91 },
  { key: 'recall', from: 0.44, to: 0.86 },
];

/** What a training script would log to MLflow when its RayJob succeeds. */
export class TrainingRecorder {
  constructor(
    private readonly store: KubeStore,
    private readonly clock: Clock,
    private readonly tracking: TrackingStore,
    private readonly registry: ModelRegistry,
  ) {}

  /** Does nothing for a job that names no registered model. */
  record(rayJob: RayJob, startTime: number): void {
    const { name, uid, annotations } = rayJob.metadata;
    const container =
      rayJob.spec.rayClusterSpec?.headGroupSpec.template.spec.containers[0];
    const env = Object.fromEntries(
      (container?.env ?? []).map(e => [e.name, e.value]),
    );
    const modelName = env.MLFLOW_REGISTERED_MODEL_NAME;
    if (!modelName) {
      return;
    }
    const workers = rayJob.spec.rayClusterSpec?.workerGroupSpecs ?? [];
    const entityRef = annotations?.['callboard.dev/entity-ref'];
    const commit = this.#commitOf(annotations);
    const tags: Record<string, string | undefined> = {
      'callboard.dev/workload': `RayJob/${name}`,
      'callboard.dev/entity-ref': entityRef,
      'mlflow.source.git.commit': commit,
      'mlflow.source.type': 'JOB',
      'mlflow.source.name': rayJob.spec.entrypoint,
    };
    this.recordRun({
      experiment: env.MLFLOW_EXPERIMENT_NAME || modelName,
      runName: name,
      model: modelName,
      seed: uid,
      startTime,
      tags,
      params: {
        entrypoint: rayJob.spec.entrypoint,
        workers: String(workers.reduce((n, g) => n + (g.replicas ?? 0), 0)),
        ray_version: rayJob.spec.rayClusterSpec?.rayVersion,
        image: container?.image,
        epochs: String(STEPS),
      },
    });
  }

  /** One finished run with its model version. Used by the seed, too. */
  recordRun(input: {
    experiment: string;
    runName: string;
    model: string;
    /** Makes the metrics differ from run to run, and stay so. */
    seed: string;
    startTime: number;
    tags: Record<string, string | undefined>;
    params: Record<string, string | undefined>;
  }): void {
    const { tracking, registry } = this;
    const experiment =
      tracking.experiments.find(e => e.name === input.experiment) ??
      tracking.createExperiment(input.experiment);
    const run = tracking.createRun({
      experimentId: experiment.experiment_id,
      runName: input.runName,
      userId: 'ray',
      startTime: Math.round(input.startTime),
      tags: entries(input.tags),
    });
    const { run_id: runId, artifact_uri: artifacts } = run.info;
    const endTime = this.clock.now();
    tracking.log(runId, {
      params: entries(input.params),
      metrics: curves(input.model, input.seed, input.startTime, endTime),
    });
    tracking.updateRun(runId, { status: 'FINISHED', endTime });

    if (!registry.findModel(input.model)) {
      registry.createModel(input.model);
    }
    const { version } = registry.createVersion({
      name: input.model,
      source: `${artifacts}/model`,
      runId,
    });
    registry.setAlias(input.model, 'challenger', version);
    if (version === '1') {
      registry.setAlias(input.model, 'champion', version);
    }
  }

  /** The Git commit that brought the job: its Application's revision. */
  #commitOf(annotations?: Record<string, string>): string | undefined {
    const app = appNameOf(annotations);
    return app
      ? this.store.find(APPLICATIONS, 'argocd', app)?.status?.sync.revision
      : undefined;
  }
}

function entries(values: Record<string, string | undefined>) {
  return Object.entries(values).flatMap(([key, value]) =>
    value === undefined ? [] : [{ key, value }],
  );
}

/** Saturating curves with a spread that depends on the seed alone. */
function curves(
  model: string,
  seed: string,
  startTime: number,
  endTime: number,
): Metric[] {
  const shapes = /detect|vision|defect/.test(model) ? VISION_CURVES : CURVES;
  return shapes.flatMap(({ key, from, to }) => {
    const [a, b] = createHash('sha256').update(`${seed}/${key}`).digest();
    const target = to + ((a - 128) / 128) * 0.03;
    return Array.from({ length: STEPS }, (_, step) => {
      const progress = 1 - Math.exp((-4.2 * (step + 1)) / STEPS);
      const wobble = Math.sin(step * 1.7 + b) * 0.008 * (1 - progress);
      const value = from + (target - from) * progress + wobble;
      return {
        key,
        value: Math.round(value * 10_000) / 10_000,
        step,
        timestamp: Math.round(
          startTime + ((endTime - startTime) * (step + 1)) / STEPS,
        ),
      };
    });
  });
}
