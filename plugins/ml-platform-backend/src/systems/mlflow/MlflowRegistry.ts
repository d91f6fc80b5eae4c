import { LoggerService } from '@backstage/backend-plugin-api';
import {
  RegisteredModel,
  SourceStatus,
} from '@callboard/plugin-ml-platform-common';
import { MlflowConfig } from '../../config/types';
import { PollLoop } from '../../services/PollLoop';
import { mapBounded } from '../../services/mapBounded';
import { MlflowClient } from './MlflowClient';
import { MlflowModelVersion, MlflowRegisteredModel } from './mlflowSchemas';
import { RunCache } from './RunCache';
import { toRegisteredModel } from './toRegisteredModel';

const CONCURRENCY = 4;
/**
 * Models whose versions are read again although nothing in the list tells of
 * a change: an edited description or tag of a version does not show there.
 */
const REREAD_PER_POLL = 5;
/** Newest versions of a model whose runs are read, beside those with alias. */
const RUNS_PER_MODEL = 50;

interface Followed {
  model: MlflowRegisteredModel;
  versions: MlflowModelVersion[];
  fingerprint: string;
}

function fingerprint(model: MlflowRegisteredModel): string {
  const { last_updated_timestamp, aliases, latest_versions } = model;
  return JSON.stringify([last_updated_timestamp, aliases, latest_versions]);
}

function isSettled({ versions }: Followed): boolean {
  return versions.every(version => version.status !== 'PENDING_REGISTRATION');
}

/**
 * The registered models of one MLflow server, followed by one poll loop. A
 * poll lists the models and reads the versions of those that changed.
 */
export class MlflowRegistry {
  readonly #config: MlflowConfig;
  readonly #client: MlflowClient;
  readonly #runs: RunCache;
  readonly #loop: PollLoop;
  readonly #followed = new Map<string, Followed>();
  #reread: string[] = [];

  constructor(options: {
    config: MlflowConfig;
    logger: LoggerService;
    onChange(): void;
  }) {
    this.#config = options.config;
    this.#client = new MlflowClient(options.config);
    this.#runs = new RunCache(this.#client);
    this.#loop = new PollLoop({
      kind: 'mlflow',
      name: options.config.id,
      pollSeconds: options.config.pollSeconds,
      // The first poll of a large registry reads every model's versions.
      timeoutMs: 10 * 60_000,
      poll: signal => this.#poll(signal),
      onSettled: options.onChange,
      logger: options.logger,
    });
  }

  get id(): string {
    return this.#config.id;
  }

  start(): void {
    this.#loop.start();
  }

  async stop(): Promise<void> {
    await this.#loop.stop();
  }

  status(): SourceStatus {
    return this.#loop.status();
  }

  /** The last known state of one model. */
  get(name: string): RegisteredModel | undefined {
    const followed = this.#followed.get(name);
    return (
      followed &&
      toRegisteredModel({
        instance: this.#config.id,
        webUrl: this.#config.webUrl,
        model: followed.model,
        versions: followed.versions,
        runs: this.#runs.all,
      })
    );
  }

  async #poll(signal: AbortSignal): Promise<void> {
    const models = await this.#client.listModels(signal);
    const reread = this.#takeReread(models);
    await mapBounded(models, CONCURRENCY, async model => {
      const known = this.#followed.get(model.name);
      const current = fingerprint(model);
      const versions =
        known &&
        known.fingerprint === current &&
        isSettled(known) &&
        !reread.has(model.name)
          ? known.versions
          : await this.#client.listVersions(model.name, signal);
      // Kept at once: a poll that fails half-way is not begun anew.
      this.#followed.set(model.name, { model, versions, fingerprint: current });
    });
    const names = new Set(models.map(model => model.name));
    for (const name of this.#followed.keys()) {
      if (!names.has(name)) {
        this.#followed.delete(name);
      }
    }
    await this.#runs.refresh(
      [...this.#followed.values()].flatMap(followed => this.#runIds(followed)),
      signal,
    );
  }

  /** The next few models in turn. */
  #takeReread(models: readonly MlflowRegisteredModel[]): Set<string> {
    if (this.#reread.length === 0) {
      this.#reread = models.map(model => model.name);
    }
    return new Set(this.#reread.splice(0, REREAD_PER_POLL));
  }

  #runIds({ model, versions }: Followed): string[] {
    const aliased = new Set(model.aliases.map(alias => alias.version));
    return versions
      .filter(
        (version, index) =>
          index < RUNS_PER_MODEL || aliased.has(version.version),
      )
      .flatMap(version => version.run_id || []);
  }
}
