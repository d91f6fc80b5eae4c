import { SseEvent, SseParser } from './sseParser';

/**
 * The events of a streamed response; `undefined` for a keep-alive comment.
 * Leaving the loop cancels the response.
 */
export async function* readEventStream(
  response: Response,
): AsyncGenerator<SseEvent | undefined> {
  const reader = response.body?.getReader();
  if (!reader) {
    return;
  }
  const decoder = new TextDecoder();
  let pending: (SseEvent | undefined)[] = [];
  const parser = new SseParser({
    onEvent: event => pending.push(event),
    onComment: () => pending.push(undefined),
  });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      parser.push(decoder.decode(value, { stream: true }));
      const ready = pending;
      pending = [];
      yield* ready;
    }
  } finally {
    // Rejects when the stream has already failed; that error is thrown above.
    await reader.cancel().catch(() => {});
  }
}
