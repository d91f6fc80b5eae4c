import { AcceleratorHolding } from './accelerator';
import { RegisteredModel } from './model';
import { Section } from './source';
import { Workload } from './workload';

/**
 * Everything that a catalog entity's page shows, in one answer:
 * `GET /entities/:kind/:namespace/:name`.
 *
 * @public
 */
export interface EntityState {
  entityRef: string;
  workloads: Section<Workload>;
  accelerators: Section<AcceleratorHolding>;
  models: Section<RegisteredModel>;
}

/**
 * Name of a part of {@link EntityState} that the stream replaces whole.
 *
 * @public
 */
export type EntityStateSection = 'workloads' | 'accelerators' | 'models';

/**
 * All workloads that the caller may see: `GET /workloads`.
 *
 * @public
 */
export type FleetState = Section<Workload>;
