/**
 * The ml-platform backend: live workload health, accelerators and models per
 * catalog entity.
 *
 * @packageDocumentation
 */

export { mlPlatformPlugin as default } from './plugin';
export {
  createMlWorkloadConditionalDecision,
  mlWorkloadConditions,
} from './permissions/conditions';
export {
  mlWorkloadResourceRef,
  type MlWorkloadFilter,
  type MlWorkloadResource,
} from './permissions/mlWorkloadResourceRef';
