import { EntityState, FleetState } from '@callboard/plugin-ml-platform-common';

/** One open event stream, held by the test. */
class FakeStream {
  readonly #controller: ReadableStreamDefaultController<Uint8Array>;
  closed = false;

  constructor(
    readonly lastEventId: string | null,
    controller: ReadableStreamDefaultController<Uint8Array>,
  ) {
    this.#controller = controller;
  }

  send(text: string) {
    this.#controller.enqueue(new TextEncoder().encode(text));
  }

  patch(id: string, section: string, data: unknown) {
    this.send(
      `id: ${id}\nevent: ${section}\ndata: ${JSON.stringify(data)}\n\n`,
    );
  }

  end() {
    this.closed = true;
    this.#controller.close();
  }

  fail() {
    this.closed = true;
    this.#controller.error(new TypeError('network error'));
  }
}

/**
 * The ml-platform backend at the level of HTTP: answers from `state`, holds
 * streams open, and counts what it was asked.
 */
export class FakeBackend {
  state: EntityState | undefined;
  fleet: FleetState | undefined;
  /** Answer everything with this status instead. */
  refuse: number | undefined;
  /** Holds an answer back. */
  beforeRead: (() => Promise<void>) | undefined;
  readonly reads: string[] = [];
  readonly streams: FakeStream[] = [];

  get openStreams(): FakeStream[] {
    return this.streams.filter(stream => !stream.closed);
  }

  readonly fetch = async (
    input: RequestInfo | URL,
    init?: RequestInit,
  ): Promise<Response> => {
    const { pathname } = new URL(String(input));
    if (this.refuse) {
      const error = {
        name: this.refuse === 403 ? 'NotAllowedError' : 'ServiceUnavailable',
        message: 'the policy says no',
      };
      return new Response(
        JSON.stringify({ error, response: { statusCode: this.refuse } }),
        {
          status: this.refuse,
          headers: { 'content-type': 'application/json' },
        },
      );
    }
    if (pathname.endsWith('/stream')) {
      return new Response(this.#open(init), {
        headers: { 'content-type': 'text/event-stream' },
      });
    }
    this.reads.push(pathname);
    await this.beforeRead?.();
    const body = pathname.endsWith('/workloads') ? this.fleet : this.state;
    return new Response(JSON.stringify(body), {
      headers: { 'content-type': 'application/json' },
    });
  };

  #open(init: RequestInit | undefined): ReadableStream<Uint8Array> {
    return new ReadableStream<Uint8Array>({
      start: controller => {
        const stream = new FakeStream(
          new Headers(init?.headers).get('last-event-id'),
          controller,
        );
        this.streams.push(stream);
        init?.signal?.addEventListener('abort', () => {
          if (!stream.closed) {
            stream.closed = true;
            controller.error(new DOMException('aborted', 'AbortError'));
          }
        });
      },
    });
  }
}
