export * from './Age';
export * from './EntityStateStore';
export * from './useEntityState';
export * from './useNow';
