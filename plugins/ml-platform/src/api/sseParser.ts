/** One event of a `text/event-stream`. */
export interface SseEvent {
  /** `message` when the stream names none. */
  event: string;
  data: string;
  /** The last id that the stream gave, this event's included. */
  id?: string;
}

/**
 * Splits the text of a `text/event-stream` into events, as the HTML standard
 * describes under "Interpreting an event stream", in chunks cut anywhere.
 *
 * `onComment` is told of comment lines: servers send them to keep a
 * connection open, so they prove that it still is.
 */
export class SseParser {
  readonly #onEvent: (event: SseEvent) => void;
  readonly #onComment: () => void;
  #buffer = '';
  #event = '';
  #data: string[] = [];
  #id: string | undefined;
  #atStart = true;

  constructor(handlers: {
    onEvent: (event: SseEvent) => void;
    onComment: () => void;
  }) {
    this.#onEvent = handlers.onEvent;
    this.#onComment = handlers.onComment;
  }

  push(chunk: string) {
    this.#buffer += chunk;
    if (this.#atStart && this.#buffer) {
      this.#atStart = false;
      this.#buffer = this.#buffer.replace(/^\uFEFF/, '');
    }
    for (;;) {
      const end = this.#buffer.search(/[\r\n]/);
      // A CR at the very end may be the first half of a CRLF.
      const undecided =
        end === this.#buffer.length - 1 && this.#buffer[end] === '\r';
      if (end < 0 || undecided) {
        return;
      }
      const line = this.#buffer.slice(0, end);
      const width = this.#buffer.startsWith('\r\n', end) ? 2 : 1;
      this.#buffer = this.#buffer.slice(end + width);
      this.#line(line);
    }
  }

  #line(line: string) {
    if (line === '') {
      this.#dispatch();
      return;
    }
    if (line.startsWith(':')) {
      this.#onComment();
      return;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') {
      this.#event = value;
    } else if (field === 'data') {
      this.#data.push(value);
    } else if (field === 'id' && !value.includes('\0')) {
      this.#id = value;
    }
  }

  #dispatch() {
    if (this.#data.length > 0) {
      this.#onEvent({
        event: this.#event || 'message',
        data: this.#data.join('\n'),
        id: this.#id,
      });
    }
    this.#event = '';
    this.#data = [];
  }
}
