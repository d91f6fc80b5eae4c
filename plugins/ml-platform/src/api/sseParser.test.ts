import { SseEvent, SseParser } from './sseParser';

function parse(chunks: string[]) {
  const events: SseEvent[] = [];
  let comments = 0;
  const parser = new SseParser({
    onEvent: event => events.push(event),
    onComment: () => {
      comments += 1;
    },
  });
  chunks.forEach(chunk => parser.push(chunk));
  return { events, comments };
}

describe('SseParser', () => {
  const stream =
    '\uFEFF: hello\r\nevent: workloads\r\nid: 7\r\ndata: {"a":\r\ndata:1}\r\n\r\n' +
    'retry: 3000\ndata\n\n: ping\n\nevent:models\ndata: x\rid\r\revent: lost\ndata: cut';

  it('reads names, ids, multi-line data, comments and every line ending', () => {
    expect(parse([stream])).toEqual({
      comments: 2,
      events: [
        { event: 'workloads', data: '{"a":\n1}', id: '7' },
        { event: 'message', data: '', id: '7' },
        { event: 'models', data: 'x', id: '' },
      ],
    });
  });

  it('gives the same events however the stream is cut', () => {
    const whole = parse([stream]);
    for (let size = 1; size < 12; size++) {
      const chunks = stream.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
      expect(parse(chunks)).toEqual(whole);
    }
  });
});
