/**
 * Exactly-once commits to a Git repository that many writers share.
 *
 * @packageDocumentation
 */

export * from './types';
export * from './errors';
export * from './GitOpsRepository';
