import { isRecord } from '../parse/isRecord';
import { LineSplitter } from '../parse/LineSplitter';
import { parseJson } from '../parse/parseJson';
import { ProtocolError } from '../parse/ProtocolError';
import { eventLoopShare } from './eventLoopShare';
import { KubeApiError } from './KubeApiError';

export interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
  object: Record<string, unknown>;
  resourceVersion: string;
  /** The bookmark that ends the initial state of a watch-list. */
  endsInitialEvents: boolean;
}

const TYPES = ['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK'] as const;

/**
 * The events of a watch, one whole and well-formed line at a time.
 *
 * @throws ProtocolError for anything that is not an event
 * @throws KubeApiError for an `ERROR` event
 */
export async function* readWatch(
  body: AsyncIterable<Uint8Array>,
  options: { maxLineBytes: number; onBytes: (count: number) => void },
): AsyncGenerator<WatchEvent> {
  const lines = new LineSplitter(options.maxLineBytes);
  for await (const chunk of body) {
    options.onBytes(chunk.length);
    for (const line of lines.push(chunk)) {
      await eventLoopShare.take();
      yield parseEvent(line);
    }
  }
  lines.end();
}

function parseEvent(line: string): WatchEvent {
  const event = parseJson(line);
  if (!isRecord(event) || !isRecord(event.object)) {
    throw new ProtocolError('A line is not a watch event');
  }
  const { object } = event;
  if (event.type === 'ERROR') {
    throw KubeApiError.fromStatus(object, 500);
  }
  const type = TYPES.find(known => known === event.type);
  const metadata = isRecord(object.metadata) ? object.metadata : {};
  const { resourceVersion, annotations } = metadata;
  if (!type || typeof resourceVersion !== 'string' || resourceVersion === '') {
    throw new ProtocolError('A watch event has no known type or no version');
  }
  return {
    type,
    object,
    resourceVersion,
    endsInitialEvents:
      type === 'BOOKMARK' &&
      isRecord(annotations) &&
      annotations['k8s.io/initial-events-end'] === 'true',
  };
}
