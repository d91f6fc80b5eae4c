/** One server-sent event. */
export interface ReceivedEvent {
  event: string;
  id: string;
  data: unknown;
}

/** Reads a response of server-sent events, one after the other. */
export function readEvents(response: Response) {
  const reader = response
    .body!.pipeThrough(new TextDecoderStream())
    .getReader();
  let buffer = '';
  const comments: string[] = [];
  const next = async (): Promise<ReceivedEvent | undefined> => {
    for (;;) {
      const end = buffer.indexOf('\n\n');
      if (end >= 0) {
        const frame = buffer.slice(0, end);
        buffer = buffer.slice(end + 2);
        if (frame.startsWith(':')) {
          comments.push(frame);
          continue;
        }
        const fields = new Map(
          frame.split('\n').map((line): [string, string] => {
            const colon = line.indexOf(': ');
            return [line.slice(0, colon), line.slice(colon + 2)];
          }),
        );
        return {
          event: fields.get('event') ?? '',
          id: fields.get('id') ?? '',
          data: JSON.parse(fields.get('data') ?? 'null'),
        };
      }
      const { value, done } = await reader.read();
      if (done) {
        return undefined;
      }
      buffer += value;
    }
  };
  return { next, comments, close: () => reader.cancel() };
}
