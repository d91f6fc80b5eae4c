import { ProtocolError } from './ProtocolError';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COMMA = 0x2c;
const SPACE = 0x20;

/** Finds the end of one JSON value that arrives in pieces, and keeps its bytes. */
export class ValueScanner {
  readonly #maxBytes: number;
  #pieces: Uint8Array[] = [];
  #bytes = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;
  complete = false;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /**
   * Takes bytes from `start` on; returns where the value or the chunk ends.
   *
   * @throws ProtocolError when the value passes the bound
   */
  push(chunk: Uint8Array, start: number): number {
    const end = this.#scan(chunk, start);
    this.#pieces.push(chunk.subarray(start, end));
    this.#bytes += end - start;
    if (this.#bytes > this.#maxBytes) {
      throw new ProtocolError(`A value passes ${this.#maxBytes} bytes`);
    }
    return end;
  }

  take(): Uint8Array {
    return this.#pieces.length === 1
      ? this.#pieces[0]
      : Buffer.concat(this.#pieces);
  }

  #scan(chunk: Uint8Array, start: number): number {
    // Locals: this loop sees every byte of every list.
    let inString = this.#inString;
    let escaped = this.#escaped;
    let depth = this.#depth;
    let complete = false;
    let at = start;
    while (at < chunk.length && !complete) {
      const byte = chunk[at];
      if (inString) {
        if (escaped) {
          escaped = false;
        } else if (byte === BACKSLASH) {
          escaped = true;
        } else if (byte === QUOTE) {
          inString = false;
          complete = depth === 0;
        }
      } else if (byte === QUOTE) {
        inString = true;
      } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        depth += 1;
      } else if (depth > 0) {
        if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
          depth -= 1;
          complete = depth === 0;
        }
      } else if (endsScalar(byte)) {
        this.complete = true;
        return at;
      }
      at += 1;
    }
    this.#inString = inString;
    this.#escaped = escaped;
    this.#depth = depth;
    this.complete = complete;
    return at;
  }
}

/** A number or literal has no end of its own: what follows it ends it. */
function endsScalar(byte: number): boolean {
  return (
    byte === COMMA ||
    byte === CLOSE_BRACE ||
    byte === CLOSE_BRACKET ||
    byte <= SPACE
  );
}
