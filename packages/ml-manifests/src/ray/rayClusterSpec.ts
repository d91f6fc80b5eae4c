import { headGroup } from './headGroup';
import { RayWorkload } from './RayWorkload';
import { RayClusterSpec } from './types';
import { workerGroup, workerRange } from './workerGroup';

/** The cluster that a RayCluster is, and that a RayJob makes. */
export function rayClusterSpec(workload: RayWorkload): RayClusterSpec {
  return {
    rayVersion: workload.rayVersion,
    enableInTreeAutoscaling:
      workerRange(workload.input).autoscaled || undefined,
    headGroupSpec: headGroup(workload),
    workerGroupSpecs: [workerGroup(workload)],
  };
}
