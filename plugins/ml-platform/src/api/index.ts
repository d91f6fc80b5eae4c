export * from './MlPlatformApi';
export * from './MlPlatformClient';
