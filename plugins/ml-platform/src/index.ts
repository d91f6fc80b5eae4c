/**
 * Entity cards, an entity tab and a page that show the truth about ML
 * workloads, accelerators and models.
 *
 * @packageDocumentation
 */

export { mlPlatformPlugin as default } from './plugin';
export * from './api';
export { mlPlatformTranslationRef } from './translation';
