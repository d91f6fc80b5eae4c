export * from './gitOpsRepositoriesRef';
export * from './gitOpsCommittedTopic';
