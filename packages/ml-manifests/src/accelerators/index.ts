export * from './AcceleratorProfile';
export * from './profiles';
