/**
 * Catalog module that provides the entities of the GitOps repositories.
 *
 * @packageDocumentation
 */

export { catalogModuleMlPlatform as default } from './module';
export * from './annotations';
export * from './GitOpsEntityProvider';
