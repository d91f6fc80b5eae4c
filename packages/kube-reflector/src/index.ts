/**
 * A Kubernetes list/watch store that survives faults.
 *
 * @packageDocumentation
 */

export { ClusterReflector } from './cluster/ClusterReflector';
export type { ClusterReflectorOptions } from './cluster/ClusterReflector';
export { discover } from './discovery/discover';
export type { FaultKind } from './reflector/faults';
export { KubeApiError } from './reflector/KubeApiError';
export { Reflector } from './reflector/Reflector';
export type { ReflectorMetrics } from './reflector/ReflectorMetrics';
export type { ReflectorParameters } from './reflector/ReflectorParameters';
export type { ReflectorOptions } from './reflector/ReflectorOptions';
export { Store } from './store/Store';
export type { StoreIndex } from './store/Store';
export { createTransport } from './transport/createTransport';
export type { TransportOptions } from './transport/createTransport';
export { transportFromKubeConfig } from './transport/transportFromKubeConfig';
export type {
  KubeRequest,
  KubeResponse,
  KubeTransport,
} from './transport/KubeTransport';
export * from './types';
