import { Clock } from '../clock/Clock';
import { MlflowError } from './MlflowError';
import { ModelVersion, RegisteredModel, Tag } from './types';

export interface RegistrySnapshot {
  models: RegisteredModel[];
  versions: ModelVersion[];
}

const ALIAS = /^[\w-]{1,255}$/;

/** MLflow's model registry. */
export class ModelRegistry {
  readonly models: RegisteredModel[];
  readonly versions: ModelVersion[];

  constructor(
    private readonly clock: Clock,
    private readonly changed: () => void,
    saved?: RegistrySnapshot,
  ) {
    this.models = saved?.models ?? [];
    this.versions = saved?.versions ?? [];
  }

  findModel(name: string): RegisteredModel | undefined {
    return this.models.find(m => m.name === name);
  }

  model(name: string): RegisteredModel {
    const found = this.findModel(name);
    if (!found) {
      throw new MlflowError(
        'RESOURCE_DOES_NOT_EXIST',
        `Registered Model with name=${name} not found`,
      );
    }
    return found;
  }

  createModel(
    name: string,
    description: string = '',
    tags: Tag[] = [],
  ): RegisteredModel {
    if (!name) {
      throw new MlflowError(
        'INVALID_PARAMETER_VALUE',
        'Registered model name cannot be empty.',
      );
    }
    if (this.findModel(name)) {
      throw new MlflowError(
        'RESOURCE_ALREADY_EXISTS',
        `Registered Model (name=${name}) already exists.`,
      );
    }
    const now = this.clock.now();
    const model: RegisteredModel = {
      name,
      creation_timestamp: now,
      last_updated_timestamp: now,
      description,
      tags,
      aliases: {},
    };
    this.models.push(model);
    this.changed();
    return model;
  }

  createVersion(input: {
    name: string;
    source: string;
    runId?: string;
    description?: string;
    tags?: Tag[];
  }): ModelVersion {
    const model = this.model(input.name);
    const now = this.clock.now();
    const version: ModelVersion = {
      name: model.name,
      version: String(this.versionsOf(model.name).length + 1),
      creation_timestamp: now,
      last_updated_timestamp: now,
      current_stage: 'None',
      description: input.description ?? '',
      source: input.source,
      run_id: input.runId ?? '',
      run_link: '',
      status: 'READY',
      status_message: '',
      tags: input.tags ?? [],
    };
    this.versions.push(version);
    model.last_updated_timestamp = now;
    this.changed();
    return version;
  }

  /** Oldest first. */
  versionsOf(name: string): ModelVersion[] {
    return this.versions.filter(v => v.name === name);
  }

  version(name: string, version: string): ModelVersion {
    this.model(name);
    const found = this.versionsOf(name).find(v => v.version === version);
    if (!found) {
      throw new MlflowError(
        'RESOURCE_DOES_NOT_EXIST',
        `Model Version (name=${name}, version=${version}) not found`,
      );
    }
    return found;
  }

  versionByAlias(name: string, alias: string): ModelVersion {
    const version = this.model(name).aliases[alias];
    if (!version) {
      throw new MlflowError(
        'INVALID_PARAMETER_VALUE',
        `Registered model alias ${alias} not found.`,
      );
    }
    return this.version(name, version);
  }

  setAlias(name: string, alias: string, version: string): void {
    if (!ALIAS.test(alias) || alias === 'latest' || /^v\d+$/i.test(alias)) {
      throw new MlflowError(
        'INVALID_PARAMETER_VALUE',
        `Invalid alias name: '${alias}'.`,
      );
    }
    this.version(name, version);
    this.model(name).aliases[alias] = version;
    this.touch(name);
  }

  deleteAlias(name: string, alias: string): void {
    delete this.model(name).aliases[alias];
    this.touch(name);
  }

  setTag(target: { tags: Tag[] }, tag: Tag): void {
    const existing = target.tags.find(t => t.key === tag.key);
    if (existing) {
      existing.value = tag.value;
    } else {
      target.tags.push(tag);
    }
    this.changed();
  }

  touch(name: string): void {
    this.model(name).last_updated_timestamp = this.clock.now();
    this.changed();
  }

  aliasesOf(version: ModelVersion): string[] {
    return Object.entries(this.model(version.name).aliases)
      .filter(([, v]) => v === version.version)
      .map(([alias]) => alias);
  }

  toJSON(): RegistrySnapshot {
    return { models: this.models, versions: this.versions };
  }
}
