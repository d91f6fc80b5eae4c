import { StaticRule } from '../PreflightRule';
import { rayClusterSpecs } from '../rayClusterSpecs';

/** With `replicas` in Git, the GitOps engine undoes what the autoscaler did. */
export const replicasAgainstAutoscaler: StaticRule = bundle =>
  rayClusterSpecs(bundle)
    .filter(spec => spec.enableInTreeAutoscaling)
    .flatMap(spec => spec.workerGroupSpecs)
    .filter(group => group.replicas !== undefined)
    .map(group => ({
      code: 'ReplicasAgainstAutoscaler',
      severity: 'error',
      path: 'workers.replicas',
      message: `worker group ${group.groupName} has replicas although the autoscaler owns them`,
      fix: 'give minReplicas and maxReplicas only',
    }));
