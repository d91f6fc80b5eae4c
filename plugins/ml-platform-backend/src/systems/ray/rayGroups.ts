import { WorkloadGroup } from '@callboard/plugin-ml-platform-common';
import { JudgedPod } from '../../services/health/judgePods';
import { RayClusterSpec } from './types';

const NODE_TYPE = 'ray.io/node-type';
const GROUP = 'ray.io/group';

function toGroup(
  group: Omit<WorkloadGroup, 'ready' | 'pods'>,
  pods: readonly JudgedPod[],
): WorkloadGroup {
  const views = pods.map(({ view }) => view);
  return {
    ...group,
    ready: views.filter(view => view.state === 'running').length,
    pods: views.sort((a, b) => a.name.localeCompare(b.name)),
  };
}

/** Pods of a Ray cluster, by the labels that KubeRay sets on them. */
export function isRayPod({ pod }: JudgedPod): boolean {
  return pod.metadata.labels?.[NODE_TYPE] !== undefined;
}

/**
 * The head, the worker groups and, for a job, its submitter. `wanted` is
 * false when the cluster should not run now, as in a finished or suspended
 * job: nothing is desired then.
 */
export function rayGroups(
  spec: RayClusterSpec | undefined,
  pods: readonly JudgedPod[],
  wanted: boolean,
): WorkloadGroup[] {
  const rayPods = pods.filter(isRayPod);
  const heads = rayPods.filter(
    ({ pod }) => pod.metadata.labels?.[NODE_TYPE] === 'head',
  );
  const workers = rayPods.filter(
    ({ pod }) => pod.metadata.labels?.[NODE_TYPE] === 'worker',
  );
  const groupOf = ({ pod }: JudgedPod) => pod.metadata.labels?.[GROUP] ?? '';
  const known = spec?.groups ?? [];
  const names = new Set(known.map(group => group.name));
  const gone = [...new Set(workers.map(groupOf))].filter(
    name => !names.has(name),
  );
  const submitters = pods.filter(pod => !isRayPod(pod));
  return [
    ...(spec || heads.length > 0
      ? [
          toGroup(
            { name: 'head', role: 'head', desired: wanted ? 1 : 0 },
            heads,
          ),
        ]
      : []),
    ...known.map(({ devices, ...group }) =>
      toGroup(
        { ...group, role: 'worker', desired: wanted ? group.desired : 0 },
        workers.filter(pod => groupOf(pod) === group.name),
      ),
    ),
    ...gone.map(name =>
      toGroup(
        { name: name || 'workers', role: 'worker', desired: 0 },
        workers.filter(pod => groupOf(pod) === name),
      ),
    ),
    ...(submitters.length > 0
      ? [
          toGroup(
            { name: 'submitter', role: 'submitter', desired: wanted ? 1 : 0 },
            submitters,
          ),
        ]
      : []),
  ];
}
