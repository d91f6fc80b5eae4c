export * from './source';
export * from './workload';
export * from './accelerator';
export * from './model';
export * from './state';
export * from './target';
