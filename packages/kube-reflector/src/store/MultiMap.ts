/** Sets of uids by key; a lone uid, the usual case, is kept without a set. */
export class MultiMap {
  readonly #entries = new Map<string, string | Set<string>>();

  get(key: string): Iterable<string> {
    const entry = this.#entries.get(key);
    return typeof entry === 'string' ? [entry] : entry ?? [];
  }

  add(key: string, uid: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) {
      this.#entries.set(key, uid);
    } else if (typeof entry !== 'string') {
      entry.add(uid);
    } else if (entry !== uid) {
      this.#entries.set(key, new Set([entry, uid]));
    }
  }

  delete(key: string, uid: string): void {
    const entry = this.#entries.get(key);
    if (entry === uid) {
      this.#entries.delete(key);
    } else if (typeof entry === 'object' && entry.delete(uid)) {
      if (entry.size === 0) {
        this.#entries.delete(key);
      }
    }
  }
}
