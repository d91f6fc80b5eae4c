import { isJsonObject, JsonObject } from '../kube/json';
import { MlflowError } from './MlflowError';
import { Metric, Tag } from './types';

function invalid(key: string, value: unknown): MlflowError {
  return new MlflowError(
    'INVALID_PARAMETER_VALUE',
    `Invalid value ${JSON.stringify(value)} for parameter '${key}' supplied.`,
  );
}

/** Parameters of one call, from the query or the JSON body. */
export class Input {
  constructor(private readonly values: JsonObject) {}

  has(key: string): boolean {
    return this.values[key] !== undefined && this.values[key] !== '';
  }

  string(key: string): string {
    const value = this.optional(key);
    if (!value) {
      throw new MlflowError(
        'INVALID_PARAMETER_VALUE',
        `Missing value for required parameter '${key}'.`,
      );
    }
    return value;
  }

  optional(key: string): string | undefined {
    const value = this.values[key];
    if (value === undefined || value === null) {
      return undefined;
    }
    if (typeof value === 'string' || typeof value === 'number') {
      return String(value);
    }
    throw invalid(key, value);
  }

  number(key: string, fallback: number): number {
    const value = this.optional(key);
    const number = value === undefined ? fallback : Number(value);
    if (!Number.isFinite(number)) {
      throw invalid(key, value);
    }
    return number;
  }

  strings(key: string): string[] {
    const value = this.values[key] ?? [];
    const list = Array.isArray(value) ? value : [value];
    return list.map(item => String(item));
  }

  tags(key: string): Tag[] {
    return this.#objects(key).map(item => ({
      key: new Input(item).string('key'),
      value: String(item.value ?? ''),
    }));
  }

  metrics(key: string): Metric[] {
    return this.#objects(key).map(item => new Input(item).metric());
  }

  metric(): Metric {
    const value = this.values.value;
    const number = Number(value);
    if (value === undefined || value === null || Number.isNaN(number)) {
      throw invalid('value', value);
    }
    return {
      key: this.string('key'),
      value: number,
      timestamp: this.number('timestamp', Date.now()),
      step: this.number('step', 0),
    };
  }

  #objects(key: string): JsonObject[] {
    const value = this.values[key] ?? [];
    if (!Array.isArray(value) || !value.every(isJsonObject)) {
      throw invalid(key, value);
    }
    return value;
  }
}
