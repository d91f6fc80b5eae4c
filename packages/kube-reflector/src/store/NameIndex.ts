/** Uids by namespace and name. */
export class NameIndex {
  /** Two levels, so that no joined key is kept for every object. */
  readonly #namespaces = new Map<string, Map<string, string>>();

  uid(namespace: string | undefined, name: string): string | undefined {
    return this.#namespaces.get(namespace ?? '')?.get(name);
  }

  uids(namespace: string): Iterable<string> {
    return this.#namespaces.get(namespace)?.values() ?? [];
  }

  add(namespace: string = '', name: string, uid: string): void {
    const names = this.#namespaces.get(namespace);
    if (names) {
      names.set(name, uid);
    } else {
      this.#namespaces.set(namespace, new Map([[name, uid]]));
    }
  }

  delete(namespace: string = '', name: string, uid: string): void {
    const names = this.#namespaces.get(namespace);
    if (names?.get(name) === uid) {
      names.delete(name);
      if (names.size === 0) {
        this.#namespaces.delete(namespace);
      }
    }
  }
}
