import { WorkloadEvent } from '@callboard/plugin-ml-platform-common';
import { StoredEvent } from '../clusters/projectEvent';

const MAX_EVENTS = 50;

/**
 * Folds events of the same type, reason and object into one with the sum of
 * their counts and the newest message; newest first, at most 50.
 */
export function foldEvents(events: readonly StoredEvent[]): WorkloadEvent[] {
  const folded = new Map<string, WorkloadEvent>();
  for (const event of events) {
    const key = `${event.type}/${event.reason}/${event.object}`;
    const other = folded.get(key);
    const newest = !other || event.lastSeen >= other.lastSeen ? event : other;
    folded.set(key, {
      type: event.type,
      reason: event.reason,
      object: event.object,
      message: newest.message,
      lastSeen: newest.lastSeen,
      count: event.count + (other?.count ?? 0),
    });
  }
  return [...folded.values()]
    .sort((a, b) => b.lastSeen.localeCompare(a.lastSeen))
    .slice(0, MAX_EVENTS);
}
