import { Store } from '../store/Store';
import { StoredObject } from '../types';

/** Follows ownerReferences, by uid, through the stores of one cluster. */
export class OwnerGraph {
  readonly #stores: () => Iterable<Store>;

  constructor(stores: () => Iterable<Store>) {
    this.#stores = stores;
  }

  /** The last object of the chain of owners that is in a store, or the object. */
  topOwner(object: StoredObject): StoredObject {
    const visited = new Set([object.metadata.uid]);
    let top = object;
    for (;;) {
      const owner = this.#owner(top);
      if (!owner || visited.has(owner.metadata.uid)) {
        return top;
      }
      visited.add(owner.metadata.uid);
      top = owner;
    }
  }

  /** Everything that the object owns, directly or not; the nearest first. */
  descendants(object: StoredObject): StoredObject[] {
    const visited = new Set([object.metadata.uid]);
    const found: StoredObject[] = [];
    let owners = [object];
    while (owners.length > 0) {
      const owned = owners
        .flatMap(({ metadata }) => this.#ownedBy(metadata.uid))
        .filter(({ metadata }) => {
          const isNew = !visited.has(metadata.uid);
          visited.add(metadata.uid);
          return isNew;
        });
      found.push(...owned);
      owners = owned;
    }
    return found;
  }

  /** The controller where it is known, or else any owner that is. */
  #owner({ metadata }: StoredObject): StoredObject | undefined {
    const references = metadata.ownerReferences ?? [];
    const controllersFirst = [
      ...references.filter(({ controller }) => controller),
      ...references.filter(({ controller }) => !controller),
    ];
    for (const { uid } of controllersFirst) {
      for (const store of this.#stores()) {
        const owner = store.get(uid);
        if (owner) {
          return owner;
        }
      }
    }
    return undefined;
  }

  #ownedBy(uid: string): StoredObject[] {
    return [...this.#stores()].flatMap(store => store.byIndex('owner', uid));
  }
}
