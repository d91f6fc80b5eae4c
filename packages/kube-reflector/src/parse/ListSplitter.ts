import { isUtf8 } from 'node:buffer';
import { ProtocolError } from './ProtocolError';
import { ValueScanner } from './ValueScanner';

const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COLON = 0x3a;
const COMMA = 0x2c;
const QUOTE = 0x22;

type Expecting =
  | 'object'
  | 'first key'
  | 'key'
  | 'colon'
  | 'value'
  | 'comma'
  | 'first item'
  | 'item'
  | 'item comma'
  | 'nothing';

/**
 * Takes a Kubernetes list apart while it arrives: each element of `items` comes
 * out as its own JSON text, so that a list of any size is parsed object by object
 * and its whole text is never held.
 *
 * It follows the structure of the list; whether an item is JSON is for
 * `JSON.parse` to say.
 */
export class ListSplitter {
  readonly #maxValueBytes: number;
  /** The members of the list as JSON text, `items` without its elements. */
  readonly #members = new Map<string, string>();
  #expecting: Expecting = 'object';
  #key = '';
  #scanner: ValueScanner | undefined;

  constructor(maxValueBytes: number) {
    this.#maxValueBytes = maxValueBytes;
  }

  /** @throws ProtocolError when this cannot be a list */
  *push(chunk: Uint8Array): Generator<string> {
    let at = 0;
    while (at < chunk.length) {
      if (this.#scanner) {
        at = this.#scanner.push(chunk, at);
        if (this.#scanner.complete) {
          const text = decode(this.#scanner.take());
          this.#scanner = undefined;
          if (this.#expecting === 'item comma') {
            yield text;
          } else {
            this.#member(text);
          }
        }
      } else {
        const byte = chunk[at];
        if (isSpace(byte)) {
          at += 1;
        } else if (this.#structure(byte)) {
          at += 1;
        }
      }
    }
  }

  /**
   * The members of the list as JSON text, `items` without its elements, once the
   * stream has ended.
   *
   * @throws ProtocolError when it ended early
   */
  end(): Map<string, string> {
    if (this.#expecting !== 'nothing') {
      throw new ProtocolError('The list ended early');
    }
    return this.#members;
  }

  /** Moves on by one byte of structure; false when a value begins with it. */
  #structure(byte: number): boolean {
    switch (this.#expecting) {
      case 'object':
        return this.#expect(byte === OPEN_BRACE, 'first key');
      case 'first key':
        if (byte === CLOSE_BRACE) {
          return this.#expect(true, 'nothing');
        }
        return this.#beginKey(byte);
      case 'key':
        return this.#beginKey(byte);
      case 'colon':
        return this.#expect(byte === COLON, 'value');
      case 'value':
        if (this.#key === 'items' && byte === OPEN_BRACKET) {
          this.#members.set('items', '');
          return this.#expect(true, 'first item');
        }
        return this.#begin('comma');
      case 'comma':
        return byte === CLOSE_BRACE
          ? this.#expect(true, 'nothing')
          : this.#expect(byte === COMMA, 'key');
      case 'first item':
        return byte === CLOSE_BRACKET
          ? this.#expect(true, 'comma')
          : this.#begin('item comma');
      case 'item':
        return this.#begin('item comma');
      case 'item comma':
        return byte === CLOSE_BRACKET
          ? this.#expect(true, 'comma')
          : this.#expect(byte === COMMA, 'item');
      default:
        return this.#expect(false, 'nothing');
    }
  }

  #expect(met: boolean, next: Expecting): true {
    if (!met) {
      throw new ProtocolError(`Not a list: expected ${this.#expecting}`);
    }
    this.#expecting = next;
    return true;
  }

  #beginKey(byte: number): false {
    this.#expect(byte === QUOTE, 'colon');
    return this.#begin('colon');
  }

  /** The scanner takes the value; `next` is what has to follow it. */
  #begin(next: Expecting): false {
    this.#scanner = new ValueScanner(this.#maxValueBytes);
    this.#expecting = next;
    return false;
  }

  #member(text: string): void {
    if (this.#expecting === 'colon') {
      this.#key = String(JSON.parse(text));
    } else {
      this.#members.set(this.#key, text);
    }
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function decode(bytes: Uint8Array): string {
  if (!isUtf8(bytes)) {
    throw new ProtocolError('The list is not UTF-8');
  }
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
}
