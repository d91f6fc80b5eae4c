/**
 * A Kubernetes list/watch store that survives faults.
 *
 * @packageDocumentation
 */

export * from './types';
