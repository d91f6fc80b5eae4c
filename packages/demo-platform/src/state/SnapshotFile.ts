import { open, readFile, rename, writeFile } from 'node:fs/promises';
import { isJsonObject } from '../kube/json';
import { PlatformSnapshot } from './PlatformSnapshot';

const DEBOUNCE_MS = 300;
const VERSION = 1;

/** The state file cannot be used; the message says what to do. */
export class SnapshotError extends Error {
  constructor(path: string, reason: string) {
    super(
      `The demo platform's state in ${path} cannot be read: ${reason}. ` +
        `Delete that file to start again from the seed; the Git repository beside it stays.`,
    );
    this.name = 'SnapshotError';
  }
}

/**
 * One JSON file, replaced atomically. `clean` is false while a platform runs:
 * after a crash the newest changes may be missing, which
 * {@link PlatformSnapshot} readers must know.
 */
export class SnapshotFile {
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly path: string,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Undefined when there is none. */
  async load(): Promise<(PlatformSnapshot & { clean: boolean }) | undefined> {
    let text: string;
    try {
      text = await readFile(this.path, 'utf8');
    } catch (error) {
      if (isJsonObject(error) && error.code === 'ENOENT') {
        return undefined;
      }
      throw new SnapshotError(this.path, String(error));
    }
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw new SnapshotError(this.path, 'it is torn or not JSON');
    }
    if (!isJsonObject(value) || value.version !== VERSION) {
      throw new SnapshotError(this.path, `it is not of version ${VERSION}`);
    }
    const parts = ['kube', 'applied', 'timers', 'devices', 'mlflow'];
    const missing = parts.find(part => !value[part]);
    if (missing) {
      throw new SnapshotError(this.path, `"${missing}" is missing`);
    }
    return value as unknown as PlatformSnapshot & { clean: boolean };
  }

  /** Writes soon; several changes become one write. */
  schedule(state: () => PlatformSnapshot): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.write(state(), false).catch(this.onError);
    }, DEBOUNCE_MS);
  }

  /** Writes now, after any write under way. */
  async write(state: PlatformSnapshot, clean: boolean): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const text = JSON.stringify({ version: VERSION, clean, ...state });
    const write = this.#writing.then(() => this.#replace(text));
    this.#writing = write.catch(() => {});
    await write;
  }

  async #replace(text: string): Promise<void> {
    const temporary = `${this.path}.tmp`;
    await writeFile(temporary, text, { mode: 0o600 });
    const file = await open(temporary);
    await file.sync();
    await file.close();
    await rename(temporary, this.path);
  }
}
