import { isRecord } from '../parse/isRecord';
import { ListSplitter } from '../parse/ListSplitter';
import { parseJson } from '../parse/parseJson';
import { ProtocolError } from '../parse/ProtocolError';
import { eventLoopShare } from './eventLoopShare';

export interface ListEnd {
  resourceVersion: string;
  /** Token of the next page; absent on the last one. */
  continueToken?: string;
}

/**
 * Hands on the items of one page of a LIST while it arrives, then tells what the
 * page says about the list.
 *
 * @throws ProtocolError for anything that is not a list
 */
export async function readList(
  body: AsyncIterable<Uint8Array>,
  options: {
    maxItemBytes: number;
    onBytes: (count: number) => void;
    onItem: (item: Record<string, unknown>) => void;
  },
): Promise<ListEnd> {
  const splitter = new ListSplitter(options.maxItemBytes);
  for await (const chunk of body) {
    options.onBytes(chunk.length);
    for (const text of splitter.push(chunk)) {
      await eventLoopShare.take();
      const item = parseJson(text);
      if (!isRecord(item)) {
        throw new ProtocolError('An item of the list is not an object');
      }
      options.onItem(item);
    }
  }
  const members = splitter.end();
  const metadata = parseJson(members.get('metadata') ?? '{}');
  const { resourceVersion, continue: token } = isRecord(metadata)
    ? metadata
    : {};
  if (
    !members.has('items') ||
    typeof resourceVersion !== 'string' ||
    resourceVersion === ''
  ) {
    throw new ProtocolError('The list has no items or no resourceVersion');
  }
  return {
    resourceVersion,
    continueToken:
      typeof token === 'string' && token !== '' ? token : undefined,
  };
}
