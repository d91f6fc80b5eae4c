import { Clock } from '../clock/Clock';
import { Timers } from '../clock/Timers';
import { Controller, ControllerContext } from '../controllers/Controller';
import { DeviceLedger } from '../controllers/DeviceLedger';
import { Engine } from '../controllers/Engine';
import { EventRecorder } from '../controllers/EventRecorder';
import { GarbageCollector } from '../controllers/GarbageCollector';
import { GitOpsController } from '../controllers/gitops/GitOpsController';
import { GitOpsSource } from '../controllers/gitops/GitOpsSource';
import { JobController } from '../controllers/JobController';
import { Kubelet } from '../controllers/Kubelet';
import { KueueController } from '../controllers/kueue/KueueController';
import { RayClusterController } from '../controllers/RayClusterController';
import { RayJobController } from '../controllers/RayJobController';
import { Scheduler } from '../controllers/Scheduler';
import { TrainingRecorder } from '../controllers/TrainingRecorder';
import { GitRepository } from '../git/GitRepository';
import { KubeStore } from '../kube/KubeStore';
import { ServerSideApply } from '../kube/ServerSideApply';
import { ModelRegistry } from '../mlflow/ModelRegistry';
import { TrackingStore } from '../mlflow/TrackingStore';
import { PlatformSnapshot } from './PlatformSnapshot';

interface PlatformOptions {
  speed: number;
  saved?: PlatformSnapshot & { clean: boolean };
  repository: GitRepository;
  repoUrl: () => string;
  onChange: () => void;
  onError: (error: unknown) => void;
}

/** After a crash the newest revisions may be lost; never give one out twice. */
const CRASH_REVISION_GAP = 100_000;

/** All state and the controllers that move it; no network. */
export class Platform {
  readonly clock: Clock;
  readonly store: KubeStore;
  readonly serverSideApply: ServerSideApply;
  readonly tracking: TrackingStore;
  readonly registry: ModelRegistry;
  readonly ledger: DeviceLedger;
  readonly training: TrainingRecorder;
  readonly source: GitOpsSource;
  readonly engine: Engine;
  readonly #timers: Timers;

  constructor(options: PlatformOptions) {
    const { saved, speed, onChange } = options;
    this.clock = new Clock(speed);
    this.store = new KubeStore(
      this.clock,
      saved && {
        ...saved.kube,
        revision: saved.kube.revision + (saved.clean ? 0 : CRASH_REVISION_GAP),
      },
    );
    this.#timers = new Timers(this.clock, saved?.timers);
    this.serverSideApply = new ServerSideApply(this.store, saved?.applied);
    this.tracking = new TrackingStore(
      this.clock,
      onChange,
      saved?.mlflow.tracking,
    );
    this.registry = new ModelRegistry(
      this.clock,
      onChange,
      saved?.mlflow.registry,
    );
    this.ledger = new DeviceLedger(this.store, this.clock, saved?.devices);
    this.source = new GitOpsSource(options.repository);
    this.training = new TrainingRecorder(
      this.store,
      this.clock,
      this.tracking,
      this.registry,
    );
    this.engine = new Engine(this.store, this.#controllers(options.repoUrl), {
      speed,
      onError: options.onError,
    });
    this.store.subscribe(onChange);
  }

  snapshot(): PlatformSnapshot {
    return {
      kube: this.store.toJSON(),
      applied: this.serverSideApply.toJSON(),
      timers: this.#timers.toJSON(),
      devices: this.ledger.toJSON(),
      mlflow: {
        tracking: this.tracking.toJSON(),
        registry: this.registry.toJSON(),
      },
    };
  }

  #controllers(repoUrl: () => string): Controller[] {
    const context: ControllerContext = {
      store: this.store,
      clock: this.clock,
      timers: this.#timers,
      events: new EventRecorder(this.store, this.clock),
    };
    return [
      new GitOpsController(context, this.source, this.serverSideApply, repoUrl),
      new KueueController(context),
      new RayJobController(context, this.training),
      new RayClusterController(context),
      new JobController(context),
      new Scheduler(context),
      new Kubelet(context, this.ledger),
      new GarbageCollector(context, this.serverSideApply),
    ];
  }
}
