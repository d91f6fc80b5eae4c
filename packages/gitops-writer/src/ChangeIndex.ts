import { Mirror } from './git/Mirror';

export const CHANGE_TRAILER = 'Callboard-Change';

/**
 * Finds the commit of a change in a branch's history. Reads each commit once,
 * however often it is asked.
 */
export class ChangeIndex {
  readonly #mirror: Mirror;
  #tip: string | undefined;
  #commits = new Map<string, string>();

  constructor(mirror: Mirror) {
    this.#mirror = mirror;
  }

  /** Commit in the history of `tip` that carries the change's trailer. */
  async find(
    tip: string,
    id: string,
    signal?: AbortSignal,
  ): Promise<string | undefined> {
    if (tip !== this.#tip) {
      await this.#readUpTo(tip, signal);
    }
    return this.#commits.get(id);
  }

  /** Tells of a commit just made on top of the tip last asked for. */
  add(commit: string, id: string): void {
    this.#tip = commit;
    this.#commits.set(id, commit);
  }

  async #readUpTo(tip: string, signal?: AbortSignal): Promise<void> {
    // A branch that was rewound has lost changes, too.
    if (!this.#tip || !(await this.#descends(tip, this.#tip, signal))) {
      this.#tip = undefined;
      this.#commits = new Map();
    }
    const { stdout } = await this.#mirror.query(
      [
        'log',
        '-z',
        '--format=%H%n%B',
        `--grep=^${CHANGE_TRAILER}: `,
        this.#tip ? `${this.#tip}..${tip}` : tip,
        '--',
      ],
      { signal },
    );
    // Newest first: the oldest commit of a change is the one that counts.
    for (const record of stdout.toString('utf8').split('\0')) {
      const [commit, ...lines] = record.split('\n');
      for (const line of lines) {
        if (line.startsWith(`${CHANGE_TRAILER}: `)) {
          const id = line.slice(CHANGE_TRAILER.length + 2).trimEnd();
          this.#commits.set(id, commit);
        }
      }
    }
    this.#tip = tip;
  }

  async #descends(tip: string, ancestor: string, signal?: AbortSignal) {
    // 128: the old commit is not even in the mirror any more.
    const { code } = await this.#mirror.query(
      ['merge-base', '--is-ancestor', ancestor, tip],
      { signal, codes: [0, 1, 128] },
    );
    return code === 0;
  }
}
