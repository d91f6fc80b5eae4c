import { z } from 'zod/v3';
import { MlflowConfig } from '../../config/types';
import { asRecord, asString } from '../../services/clusters/fields';
import { JsonAnswer, requestJson } from '../../services/requestJson';
import { MlflowError } from './MlflowError';
import {
  MlflowModelVersion,
  MlflowRegisteredModel,
  MlflowRun,
  modelVersionsSchema,
  registeredModelsSchema,
  runSchema,
} from './mlflowSchemas';

const TIMEOUT_MS = 10_000;
const MODELS_PAGE = 1000;
const VERSIONS_PAGE = 200;
/** Bounds on what is read of one server and of one model. */
const MAX_MODELS = 50_000;
const MAX_VERSIONS = 1000;

function toError({ status, json, text }: JsonAnswer): MlflowError {
  const code = asString(asRecord(json).error_code) ?? `HTTP_${status}`;
  const message = asString(asRecord(json).message)?.slice(0, 300);
  if (status === 401) {
    return new MlflowError('MLflow does not accept the credentials (401).', {
      code,
      status,
    });
  }
  if (status === 403 && (/host/i.test(text) || !message)) {
    return new MlflowError(
      "MLflow refuses the request (403), most likely for its Host header: name this host in the server's --allowed-hosts.",
      { code, status },
    );
  }
  return new MlflowError(
    `MLflow answered ${status}${message ? `: ${message}` : ''}`,
    { code, status },
  );
}

/** A string in MLflow's filter language, which has no escape sign. */
function quote(value: string): string {
  return value.includes("'") ? `"${value}"` : `'${value}'`;
}

/**
 * Reads one MLflow server over REST API 2.0.
 *
 * All calls reject with MlflowError for an answer that is not wanted, and
 * with the error of `fetch` when there is none.
 */
export class MlflowClient {
  readonly #config: MlflowConfig;

  constructor(config: MlflowConfig) {
    this.#config = config;
  }

  /** All registered models; prompts share the table and are left out. */
  async listModels(signal: AbortSignal): Promise<MlflowRegisteredModel[]> {
    const models: MlflowRegisteredModel[] = [];
    let pageToken: string | undefined;
    do {
      const page: z.output<typeof registeredModelsSchema> = await this.#get(
        'registered-models/search',
        { max_results: String(MODELS_PAGE), page_token: pageToken },
        registeredModelsSchema,
        signal,
      );
      models.push(...page.registered_models);
      pageToken = page.next_page_token || undefined;
    } while (pageToken && models.length < MAX_MODELS);
    return models.filter(
      model =>
        !model.tags.some(
          tag =>
            tag.key === 'mlflow.prompt.is_prompt' &&
            tag.value.toLowerCase() === 'true',
        ),
    );
  }

  /** The versions of one model, newest first, at most 1000. */
  async listVersions(
    name: string,
    signal: AbortSignal,
  ): Promise<MlflowModelVersion[]> {
    const versions: MlflowModelVersion[] = [];
    let pageToken: string | undefined;
    do {
      const page: z.output<typeof modelVersionsSchema> = await this.#get(
        'model-versions/search',
        {
          filter: `name=${quote(name)}`,
          max_results: String(VERSIONS_PAGE),
          order_by: 'version_number DESC',
          page_token: pageToken,
        },
        modelVersionsSchema,
        signal,
      );
      versions.push(...page.model_versions);
      pageToken = page.next_page_token || undefined;
    } while (pageToken && versions.length < MAX_VERSIONS);
    return versions
      .filter(version => version.name === name)
      .sort((a, b) => Number(b.version) - Number(a.version));
  }

  /** One run; undefined when it was deleted. */
  async getRun(
    runId: string,
    signal: AbortSignal,
  ): Promise<MlflowRun | undefined> {
    try {
      const { run } = await this.#get(
        'runs/get',
        { run_id: runId },
        runSchema,
        signal,
      );
      return run;
    } catch (error) {
      if (
        error instanceof MlflowError &&
        error.code === 'RESOURCE_DOES_NOT_EXIST'
      ) {
        return undefined;
      }
      throw error;
    }
  }

  async #get<T extends z.ZodTypeAny>(
    path: string,
    query: Record<string, string | undefined>,
    schema: T,
    signal: AbortSignal,
  ): Promise<z.output<T>> {
    const { credentials, workspace } = this.#config;
    const url = new URL(`${this.#config.url}/api/2.0/mlflow/${path}`);
    for (const [key, value] of Object.entries(query)) {
      if (value !== undefined) {
        url.searchParams.set(key, value);
      }
    }
    const answer = await requestJson({
      url,
      credentials,
      signal,
      timeoutMs: TIMEOUT_MS,
      headers: workspace ? { 'x-mlflow-workspace': workspace } : {},
    });
    if (answer.status !== 200) {
      throw toError(answer);
    }
    const parsed = schema.safeParse(answer.json);
    if (!parsed.success) {
      throw new MlflowError(`MLflow's answer to ${path} cannot be read.`, {
        code: 'UNREADABLE',
        status: answer.status,
      });
    }
    return parsed.data;
  }
}
