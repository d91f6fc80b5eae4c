import { CompoundEntityRef } from '@backstage/catalog-model';
import { EntityState, FleetState } from '@callboard/plugin-ml-platform-common';
import { EntityStateEvent, MlPlatformApi } from '../src';
import { fleet } from './fixtures/fleet';
import { STATES } from './fixtures/states';

const HEARTBEAT_MS = 5_000;

/** The backend's part, played from memory. */
export class FixtureApi implements MlPlatformApi {
  async getEntityState({ name }: CompoundEntityRef): Promise<EntityState> {
    return (STATES[name] ?? STATES['churn-train'])();
  }

  async *streamEntityState(
    _entityRef: CompoundEntityRef,
    { signal }: { signal: AbortSignal },
  ): AsyncIterable<EntityStateEvent> {
    while (!signal.aborted) {
      yield { type: 'alive' };
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, HEARTBEAT_MS);
        signal.addEventListener('abort', () => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  async getFleetState(): Promise<FleetState> {
    return fleet();
  }
}
