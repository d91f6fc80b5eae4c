import { Reason } from '@callboard/plugin-ml-platform-common';
import { WorkloadKind } from '@callboard/plugin-ml-platform-node';
import { findCondition, isTrue } from '../../services/health/conditions';
import { headline } from '../../services/health/headline';
import { RayJudgement, judgeRayCluster } from './judgeRayCluster';
import { judgeStandstill } from './judgeStandstill';
import { projectRayService } from './projectRay';
import { rayDetails } from './rayDetails';
import { rayGroups } from './rayGroups';
import { requestedDevices } from './requestedDevices';
import { toReading } from './toReading';
import { StoredRayService } from './types';

/** Reasons of Ready=False after which KubeRay does not try again. */
const TERMINAL = ['InitializingTimeout', 'ValidationFailed'];
const BAD_APPS = ['DEPLOY_FAILED', 'UNHEALTHY'];

function brokenApplications(service: StoredRayService): Reason[] {
  return service.applications
    .filter(app => BAD_APPS.includes(app.status))
    .map(app => ({
      layer: 'application',
      code: app.status,
      message: `Serve application ${app.name} is ${app.status}: ${
        app.message ?? 'no message'
      }`,
      fix: 'Look at the logs of its deployments.',
      object: `RayService/${service.metadata.name}`,
    }));
}

/**
 * Ready tells of endpoints only, so the applications and the pods are judged
 * as well (KubeRay 1.7).
 */
function judgeRayService(
  service: StoredRayService,
  pods: RayJudgement,
): RayJudgement {
  const ready = findCondition(service.conditions, 'Ready');
  const broken = brokenApplications(service);
  if (ready?.status === 'False' && TERMINAL.includes(ready.reason ?? '')) {
    return {
      status: 'degraded',
      summary: 'Does not start',
      reasons: [
        ...pods.reasons,
        {
          layer: 'controller',
          code: ready.reason ?? 'NotReady',
          message: ready.message ?? 'The operator gave up starting it.',
          fix: 'Correct the cause and create the RayService anew.',
          object: `RayService/${service.metadata.name}`,
        },
      ],
    };
  }
  if (broken.length > 0) {
    const reasons = [...pods.reasons, ...broken];
    return { status: 'degraded', summary: headline(reasons, ''), reasons };
  }
  if (pods.status !== 'healthy') {
    return pods;
  }
  const serving = ready?.status === 'True';
  if (
    isTrue(service.conditions, 'UpgradeInProgress') ||
    isTrue(service.conditions, 'RollbackInProgress')
  ) {
    return {
      status: 'progressing',
      summary: serving ? 'Serving, upgrading' : 'Upgrading',
      reasons: [],
    };
  }
  const strange = service.applications.find(
    app =>
      !['RUNNING', 'DEPLOYING', 'NOT_STARTED', 'DELETING'].includes(app.status),
  );
  if (strange) {
    return {
      status: 'unknown',
      summary: `Unknown application status ${strange.status}`,
      reasons: [],
    };
  }
  const running = service.applications.every(app => app.status === 'RUNNING');
  return serving && running
    ? { status: 'healthy', summary: 'Serving', reasons: [] }
    : {
        status: 'progressing',
        summary: 'Deploys its applications',
        reasons: [],
      };
}

/** `ray.io/v1` RayService, read as KubeRay 1.7 writes it. */
export const rayService: WorkloadKind<StoredRayService> = {
  resource: { group: 'ray.io', kind: 'RayService', versions: ['v1'] },
  project: projectRayService,
  read(context) {
    const { object: service, now } = context;
    const suspended =
      service.suspend ||
      isTrue(service.conditions, 'Suspended') ||
      isTrue(service.conditions, 'Suspending');
    const pods = context.pods.filter(
      ({ pod }) =>
        !service.activeCluster ||
        pod.metadata.labels?.['ray.io/cluster'] === service.activeCluster,
    );
    const groups = rayGroups(service.cluster, pods, !suspended);
    const judgement =
      judgeStandstill(context, suspended) ??
      judgeRayService(
        service,
        judgeRayCluster({
          name: service.activeCluster ?? service.metadata.name,
          createdAt: service.metadata.creationTimestamp,
          groups,
          pods,
          now,
        }),
      );
    return toReading(context, judgement, {
      groups,
      requested: requestedDevices(service.cluster),
      readFrom: ['status.conditions', 'status.activeServiceStatus'],
      details: rayDetails(service.cluster, {
        Applications: service.applications
          .map(app => `${app.name} (${app.status})`)
          .join(', '),
        Endpoints: String(service.endpoints),
      }),
    });
  },
};
