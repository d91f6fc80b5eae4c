import { isUtf8 } from 'node:buffer';
import { ProtocolError } from './ProtocolError';

const NEWLINE = 0x0a;

/**
 * Cuts a byte stream into lines. It splits on bytes, so a character that arrives
 * in two chunks is whole again before it is decoded.
 */
export class LineSplitter {
  readonly #maxLineBytes: number;
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;

  constructor(maxLineBytes: number) {
    this.#maxLineBytes = maxLineBytes;
  }

  /** @throws ProtocolError on a line that is too long or not UTF-8 */
  *push(chunk: Uint8Array): Generator<string> {
    let start = 0;
    for (
      let end = chunk.indexOf(NEWLINE);
      end >= 0;
      end = chunk.indexOf(NEWLINE, start)
    ) {
      this.#keep(chunk.subarray(start, end));
      start = end + 1;
      const line = this.#take();
      if (line.length > 0) {
        yield line;
      }
    }
    this.#keep(chunk.subarray(start));
  }

  /** @throws ProtocolError when the stream stopped within a line */
  end(): void {
    if (this.#take().length > 0) {
      throw new ProtocolError('The stream ended within a line');
    }
  }

  #keep(bytes: Uint8Array): void {
    if (bytes.length === 0) {
      return;
    }
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    if (this.#pendingBytes > this.#maxLineBytes) {
      throw new ProtocolError(`A line passes ${this.#maxLineBytes} bytes`);
    }
  }

  #take(): string {
    const line = Buffer.concat(this.#pending);
    this.#pending = [];
    this.#pendingBytes = 0;
    if (!isUtf8(line)) {
      throw new ProtocolError('A line is not UTF-8');
    }
    return line.toString('utf8').trim();
  }
}
