import { CompoundEntityRef } from '@backstage/catalog-model';
import { createApiRef } from '@backstage/core-plugin-api';
import {
  AcceleratorHolding,
  EntityState,
  FleetState,
  RegisteredModel,
  Section,
  Workload,
} from '@callboard/plugin-ml-platform-common';

/**
 * One message of an entity's stream. A section replaces the one of that name
 * whole; `alive` carries no news but proves that the stream is open.
 *
 * @public
 */
export type EntityStateEvent =
  | { type: 'alive' }
  | {
      type: 'section';
      /** Opaque; hand it back to resume after this event. */
      id?: string;
      patch:
        | { workloads: Section<Workload> }
        | { accelerators: Section<AcceleratorHolding> }
        | { models: Section<RegisteredModel> };
    };

/**
 * Reads of the ml-platform backend, as the signed-in person.
 *
 * @public
 */
export interface MlPlatformApi {
  /**
   * Everything that an entity's page shows. Throws `ResponseError`: 403
   * without permission, 404 for an entity that is not in the catalog.
   */
  getEntityState(
    entityRef: CompoundEntityRef,
    options?: { signal?: AbortSignal },
  ): Promise<EntityState>;

  /**
   * Changes of an entity's state as they happen. The first event is an `alive`
   * when the stream is open. Ends when the server ends it, throws when the
   * connection breaks or stays silent for too long. `lastEventId` resumes: only
   * what changed after that event is sent.
   */
  streamEntityState(
    entityRef: CompoundEntityRef,
    options: { signal: AbortSignal; lastEventId?: string },
  ): AsyncIterable<EntityStateEvent>;

  /** All workloads that the person may see. */
  getFleetState(options?: { signal?: AbortSignal }): Promise<FleetState>;
}

/**
 * Reference of the {@link MlPlatformApi}.
 *
 * @public
 */
export const mlPlatformApiRef = createApiRef<MlPlatformApi>({
  id: 'plugin.ml-platform.client',
});
