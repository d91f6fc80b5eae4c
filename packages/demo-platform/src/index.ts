/**
 * The embedded demo platform: small stand-ins for Kubernetes, MLflow,
 * Prometheus and a GitOps repository.
 *
 * @packageDocumentation
 */

export { startDemoPlatform } from './startDemoPlatform';
export type { DemoPlatform, DemoPlatformOptions } from './startDemoPlatform';
