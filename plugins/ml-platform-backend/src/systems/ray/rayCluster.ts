import { WorkloadKind } from '@callboard/plugin-ml-platform-node';
import { isTrue } from '../../services/health/conditions';
import { judgeRayCluster } from './judgeRayCluster';
import { judgeStandstill } from './judgeStandstill';
import { projectRayCluster } from './projectRay';
import { rayDetails } from './rayDetails';
import { rayGroups } from './rayGroups';
import { requestedDevices } from './requestedDevices';
import { toReading } from './toReading';
import { StoredRayCluster } from './types';

/** `ray.io/v1` RayCluster, read as KubeRay 1.7 writes it. */
export const rayCluster: WorkloadKind<StoredRayCluster> = {
  resource: { group: 'ray.io', kind: 'RayCluster', versions: ['v1'] },
  project: projectRayCluster,
  read(context) {
    const { object, pods, now } = context;
    const { spec, status } = object;
    // Not by status.state: KubeRay leaves it `suspended` after a cluster was
    // resumed, until all of its pods are ready.
    const suspended =
      spec.suspend ||
      isTrue(status.conditions, 'RayClusterSuspended') ||
      isTrue(status.conditions, 'RayClusterSuspending');
    const groups = rayGroups(spec, pods, !suspended);
    const judgement =
      judgeStandstill(context, suspended) ??
      judgeRayCluster({
        name: object.metadata.name,
        createdAt: object.metadata.creationTimestamp,
        generation: object.metadata.generation,
        status,
        groups,
        pods,
        now,
      });
    return toReading(context, judgement, {
      groups,
      requested: requestedDevices(spec),
      readFrom: ['spec.suspend', 'status.state', 'status.conditions'],
      details: rayDetails(spec),
    });
  },
};
