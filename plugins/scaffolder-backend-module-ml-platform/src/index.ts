/**
 * Scaffolder actions that render ML manifests and commit them to the GitOps
 * repository.
 *
 * @packageDocumentation
 */

export { scaffolderModuleMlPlatform as default } from './module';
