/**
 * Typed builders, preflight and byte-stable YAML for ML workloads on
 * Kubernetes. Pure: no I/O, runs in browser and Node.
 *
 * @packageDocumentation
 */

export * from './accelerators';
export * from './Bundle';
export * from './BuildOptions';
export * from './contentHash';
export * from './devices';
export * from './estimateCost';
export * from './Finding';
export { acceleratorInput, type AcceleratorInput } from './input/accelerator';
export { envVarInput, type EnvVarInput } from './input/env';
export { parseQuantity } from './input/quantity';
export { inputFindings } from './input/refuse';
export { secretInEnv, secretInText } from './input/secrets';
export type { StorageInput } from './input/storage';
export { workersInput, type WorkersInput } from './input/workers';
export * from './kubernetes';
export * from './layout';
export * from './mergeKustomization';
export {
  ANNOTATION_ENTITY_REF,
  ANNOTATION_OWNER,
  ANNOTATION_TEMPLATE,
  ANNOTATION_TEMPLATE_VERSION,
  LABEL_KUBERNETES_ID,
  LABEL_QUEUE,
} from './metadata';
export * from './preflight';
export * from './ray';
export * from './yaml';
