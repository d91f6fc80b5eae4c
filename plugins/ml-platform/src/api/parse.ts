import { ResponseError } from '@backstage/errors';
import { EntityState, Section } from '@callboard/plugin-ml-platform-common';
import { EntityStateEvent } from './MlPlatformApi';
import { SseEvent } from './sseParser';

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/**
 * Checks the frame of a section. Its items are the backend's own types, which
 * it has parsed from the upstreams already.
 */
export function parseSection<T>(value: unknown): Section<T> {
  if (!isRecord(value) || !Array.isArray(value.items)) {
    throw new TypeError('The ml-platform backend sent a malformed section');
  }
  return {
    items: value.items,
    sources: Array.isArray(value.sources) ? value.sources : [],
    lookedFor: Array.isArray(value.lookedFor) ? value.lookedFor : [],
    ...(isRecord(value.denied) && {
      denied: { permission: String(value.denied.permission) },
    }),
  };
}

export function parseEntityState(value: unknown): EntityState {
  if (!isRecord(value)) {
    throw new TypeError('The ml-platform backend sent a malformed answer');
  }
  return {
    entityRef: String(value.entityRef),
    workloads: parseSection(value.workloads),
    accelerators: parseSection(value.accelerators),
    models: parseSection(value.models),
  };
}

/** A name that this version does not know counts as a sign of life only. */
export function parseEvent(message: SseEvent | undefined): EntityStateEvent {
  switch (message?.event) {
    case 'workloads':
      return section(message, { workloads: parseSection(json(message)) });
    case 'accelerators':
      return section(message, { accelerators: parseSection(json(message)) });
    case 'models':
      return section(message, { models: parseSection(json(message)) });
    default:
      return { type: 'alive' };
  }
}

type Patch = Extract<EntityStateEvent, { type: 'section' }>['patch'];

function section(message: SseEvent, patch: Patch): EntityStateEvent {
  return { type: 'section', id: message.id, patch };
}

function json(message: SseEvent): unknown {
  return JSON.parse(message.data);
}

/** HTTP status of an error that the backend answered with. */
export function statusOf(error: Error): number | undefined {
  return error instanceof ResponseError ? error.statusCode : undefined;
}
