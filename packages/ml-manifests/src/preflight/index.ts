export * from './preflight';
export * from './PreflightFacts';
