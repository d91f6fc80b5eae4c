import { Store } from '../store/Store';
import { StoredObject } from '../types';

/** Rebuilds a store from its deltas alone, and objects to any that cannot be. */
export class Mirror<T extends StoredObject> {
  readonly objects = new Map<string, T>();
  readonly faults: string[] = [];
  readonly log: string[] = [];

  constructor(store: Store<T>) {
    store.subscribe(deltas => {
      for (const { type, object } of deltas) {
        const { uid, name } = object.metadata;
        this.log.push(`${type} ${name}`);
        if ((type === 'added') === this.objects.has(uid)) {
          this.faults.push(`${type} ${name}`);
        }
        if (type === 'deleted') {
          this.objects.delete(uid);
        } else {
          this.objects.set(uid, object);
        }
      }
    });
  }

  /** @throws Error when a delta did not fit what went before */
  verify(): void {
    if (this.faults.length > 0) {
      throw new Error(`Deltas that do not fit: ${this.faults.join()}`);
    }
  }
}
