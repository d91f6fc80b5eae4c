import { StoredObject } from '@callboard/kube-reflector';
import { asNumber, asRecord, asString } from './fields';
import { projectMetadata } from './projectMetadata';

/** What the portal keeps of a core/v1 Event. */
export interface StoredEvent extends StoredObject {
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
  /** As `Kind/name`. */
  object: string;
  count: number;
  /** ISO 8601. */
  lastSeen: string;
}

/**
 * Projects an Event. It is stored as if the object that it is about owned it,
 * so that the owner index finds a workload's events with all else below it.
 */
export function projectEvent(object: {
  [field: string]: unknown;
}): StoredEvent {
  const stored = projectMetadata(object);
  const about = asRecord(object.involvedObject);
  const series = asRecord(object.series);
  const kind = asString(about.kind) ?? '';
  const name = asString(about.name) ?? '';
  return {
    ...stored,
    metadata: {
      ...stored.metadata,
      labels: undefined,
      ownerReferences: [
        {
          apiVersion: asString(about.apiVersion) ?? '',
          kind,
          name,
          uid: asString(about.uid) ?? '',
        },
      ],
    },
    type: object.type === 'Warning' ? 'Warning' : 'Normal',
    reason: asString(object.reason) ?? 'Unknown',
    message: (asString(object.message) ?? '').slice(0, 1000),
    object: `${kind}/${name}`,
    count: asNumber(series.count) ?? asNumber(object.count) ?? 1,
    lastSeen:
      asString(series.lastObservedTime) ??
      asString(object.lastTimestamp) ??
      asString(object.eventTime) ??
      stored.metadata.creationTimestamp,
  };
}
