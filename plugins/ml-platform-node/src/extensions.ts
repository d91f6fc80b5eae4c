import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { MlSystem } from './MlSystem';

/** @public */
export interface MlSystemsExtensionPoint {
  /** Adds a system; throws when its id is taken. */
  addSystem(system: MlSystem): void;
}

/**
 * Lets other modules teach the portal their own kinds of workload.
 *
 * @public
 */
export const mlSystemsExtensionPoint =
  createExtensionPoint<MlSystemsExtensionPoint>({
    id: 'ml-platform.systems',
  });
