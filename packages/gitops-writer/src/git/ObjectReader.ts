import { Git, lastLine } from './Git';
import { LocalGitError } from './LocalGitError';
import { GitChild } from './spawnGit';

/**
 * Reads objects one after the other from a single `git cat-file --batch`.
 * Close it when done.
 */
export class ObjectReader {
  readonly #child: GitChild;
  #chunks: Buffer[] = [];
  #size = 0;
  #ended = false;
  #words = '';
  #wake: () => void = () => {};

  static open(git: Git, signal?: AbortSignal): ObjectReader {
    return new ObjectReader(git.spawnLocal(['cat-file', '--batch'], signal));
  }

  private constructor(child: GitChild) {
    this.#child = child;
    child.process.stderr.on('data', (chunk: Buffer) => {
      this.#words = chunk.toString('utf8');
    });
    child.process.stdout.on('data', (chunk: Buffer) => {
      this.#chunks.push(chunk);
      this.#size += chunk.length;
      this.#wake();
    });
    const end = () => {
      this.#ended = true;
      this.#wake();
    };
    child.exited.then(end, end);
  }

  /** Body of an object; undefined when the mirror does not hold it. */
  async read(oid: string): Promise<Buffer | undefined> {
    this.#child.process.stdin.write(`${oid}\n`);
    const header = (await this.#takeLine()).split(' ');
    if (header[1] === 'missing') {
      return undefined;
    }
    const body = await this.#take(Number(header[2]) + 1);
    return body.subarray(0, -1);
  }

  /** Body of an object that must be there. */
  async require(oid: string): Promise<Buffer> {
    const body = await this.read(oid);
    if (!body) {
      throw new LocalGitError(`Object ${oid} is missing in the local mirror`);
    }
    return body;
  }

  async close(): Promise<void> {
    this.#child.process.stdin.end();
    await this.#child.exited.catch(() => {});
  }

  async #takeLine(): Promise<string> {
    for (;;) {
      const buffer = this.#join();
      const end = buffer.indexOf(0x0a);
      if (end >= 0) {
        return (await this.#take(end + 1)).toString('utf8', 0, end);
      }
      await this.#more();
    }
  }

  async #take(length: number): Promise<Buffer> {
    while (this.#size < length) {
      await this.#more();
    }
    const buffer = this.#join();
    this.#chunks = [buffer.subarray(length)];
    this.#size = buffer.length - length;
    return buffer.subarray(0, length);
  }

  #join(): Buffer {
    this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0];
  }

  async #more(): Promise<void> {
    if (this.#ended) {
      throw new LocalGitError(
        `git cat-file ended on the local mirror: ${lastLine(this.#words)}`,
      );
    }
    await new Promise<void>(resolve => {
      this.#wake = resolve;
    });
  }
}
