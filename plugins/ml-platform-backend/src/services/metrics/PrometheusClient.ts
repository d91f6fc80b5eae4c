import { z } from 'zod/v3';
import { PrometheusConfig } from '../../config/types';
import { asRecord, asString } from '../clusters/fields';
import { requestJson } from '../requestJson';
import { matrixSchema, vectorSchema } from './prometheusSchemas';

const TIMEOUT_MS = 10_000;

/** One series: its labels with `__name__`, and [Unix seconds, value] pairs. */
export interface Series {
  labels: Record<string, string>;
  values: [number, number][];
}

/** An answer of a metrics store that is not the wanted one. */
export class PrometheusError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PrometheusError';
  }
}

/** Reads a store with Prometheus' query API. NaN and infinities are dropped. */
export class PrometheusClient {
  readonly #config: PrometheusConfig;

  constructor(config: PrometheusConfig) {
    this.#config = config;
  }

  /** The newest sample of every series that a selector matches. */
  async query(selector: string, signal: AbortSignal): Promise<Series[]> {
    const answer = await this.#post('query', { query: selector }, signal);
    const { data } = this.#parse(vectorSchema, answer);
    return data.result.flatMap(({ metric, value }) =>
      toSeries(metric, [value]),
    );
  }

  /** Samples between two Unix times in seconds, one every `step` seconds. */
  async queryRange(
    selector: string,
    range: { start: number; end: number; step: number },
    signal: AbortSignal,
  ): Promise<Series[]> {
    const answer = await this.#post(
      'query_range',
      {
        query: selector,
        start: String(range.start),
        end: String(range.end),
        step: String(range.step),
      },
      signal,
    );
    const { data } = this.#parse(matrixSchema, answer);
    return data.result.flatMap(({ metric, values }) =>
      toSeries(metric, values),
    );
  }

  async #post(
    path: string,
    form: Record<string, string>,
    signal: AbortSignal,
  ): Promise<unknown> {
    const { status, json } = await requestJson({
      url: new URL(`${this.#config.url}/api/v1/${path}`),
      method: 'POST',
      form: new URLSearchParams(form),
      credentials: this.#config.credentials,
      signal,
      timeoutMs: TIMEOUT_MS,
    });
    if (status !== 200) {
      const detail = asString(asRecord(json).error)?.slice(0, 300);
      throw new PrometheusError(
        `The metrics store answered ${status}${detail ? `: ${detail}` : ''}`,
      );
    }
    return json;
  }

  #parse<T extends z.ZodTypeAny>(schema: T, answer: unknown): z.output<T> {
    const parsed = schema.safeParse(answer);
    if (!parsed.success) {
      throw new PrometheusError("The metrics store's answer cannot be read.");
    }
    return parsed.data;
  }
}

function toSeries(
  labels: Record<string, string>,
  samples: [number, string][],
): Series[] {
  const values = samples
    .map(([time, value]): [number, number] => [time, Number(value)])
    .filter(([time, value]) => Number.isFinite(time) && Number.isFinite(value));
  return values.length > 0 ? [{ labels, values }] : [];
}
