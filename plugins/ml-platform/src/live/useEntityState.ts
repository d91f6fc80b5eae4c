import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { mlPlatformApiRef } from '../api';
import { EntityStateSnapshot, EntityStateStore } from './EntityStateStore';
import {
  holdEntityStateStore,
  peekEntityStateStore,
} from './entityStateStores';

/**
 * Live state of the entity whose page this is. However many components use
 * it, the page makes one request and holds one stream.
 */
export function useEntityState(): EntityStateSnapshot & { retry: () => void } {
  const api = useApi(mlPlatformApiRef);
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const store = useRef<EntityStateStore>();
  const [snapshot, setSnapshot] = useState<EntityStateSnapshot>(
    () => peekEntityStateStore(api, entityRef) ?? { status: 'loading' },
  );

  useEffect(() => {
    const held = holdEntityStateStore(api, entityRef);
    store.current = held.store;
    const unsubscribe = held.store.subscribe(setSnapshot);
    setSnapshot(held.store.getSnapshot());
    return () => {
      unsubscribe();
      held.release();
    };
  }, [api, entityRef]);

  const retry = useCallback(() => store.current?.retry(), []);
  return { ...snapshot, retry };
}
