/**
 * Annotations, permissions, wire types and the health vocabulary of the
 * ml-platform plugin. No I/O, no React.
 *
 * @packageDocumentation
 */

export * from './annotations';
export * from './health';
export * from './permissions';
export * from './wire';
