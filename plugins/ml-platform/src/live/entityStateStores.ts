import { parseEntityRef } from '@backstage/catalog-model';
import { MlPlatformApi } from '../api';
import { EntityStateStore } from './EntityStateStore';

/** Long enough to go from a card to the tab without a new connection. */
const LINGER_MS = 3_000;

interface Lease {
  store: EntityStateStore;
  holders: number;
  linger?: ReturnType<typeof setTimeout>;
}

const leases = new WeakMap<MlPlatformApi, Map<string, Lease>>();

/**
 * The store of one entity, shared by everything on the page that shows that
 * entity. It runs from the first holder to shortly after the last.
 */
export function holdEntityStateStore(
  api: MlPlatformApi,
  entityRef: string,
): { store: EntityStateStore; release: () => void } {
  const byRef = leases.get(api) ?? new Map<string, Lease>();
  leases.set(api, byRef);

  let lease = byRef.get(entityRef);
  if (!lease) {
    lease = {
      store: new EntityStateStore(api, parseEntityRef(entityRef)),
      holders: 0,
    };
    byRef.set(entityRef, lease);
    lease.store.start();
  }
  const held = lease;
  held.holders += 1;
  clearTimeout(held.linger);

  return {
    store: held.store,
    release: () => {
      held.holders -= 1;
      if (held.holders === 0) {
        held.linger = setTimeout(() => {
          byRef.delete(entityRef);
          held.store.stop();
        }, LINGER_MS);
      }
    },
  };
}

/** What is known already, so that the first paint needs no spinner. */
export function peekEntityStateStore(api: MlPlatformApi, entityRef: string) {
  return leases.get(api)?.get(entityRef)?.store.getSnapshot();
}
