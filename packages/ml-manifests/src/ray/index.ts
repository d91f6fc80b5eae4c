export * from './buildRayCluster';
export * from './buildRayJob';
export * from './image';
export * from './rayBundle';
export * from './rayClusterInput';
export * from './rayJobInput';
export * from './types';
