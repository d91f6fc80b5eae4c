import { rayPodTemplate } from './rayPodTemplate';
import { RayWorkload } from './RayWorkload';
import { RayClusterSpec } from './types';

/**
 * The head holds the cluster's state and, for a job, its driver: no tasks run
 * there, so that none can starve it.
 */
export function headGroup(
  workload: RayWorkload,
): RayClusterSpec['headGroupSpec'] {
  const { cpu, memory } = workload.input.head;
  return {
    rayStartParams: { 'dashboard-host': '0.0.0.0', 'num-cpus': '0' },
    template: rayPodTemplate(workload, {
      component: 'ray-head',
      resources: { cpu, memory },
    }),
  };
}
