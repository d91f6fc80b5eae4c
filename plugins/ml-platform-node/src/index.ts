/**
 * Extension points, service references and shared config of the ml-platform
 * plugin's backend parts.
 *
 * @packageDocumentation
 */

export * from './MlSystem';
export * from './extensions';
export * from './mlPlatformClient';
export * from './gitops';
