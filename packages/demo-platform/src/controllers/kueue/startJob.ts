import { PodSetAssignment } from '../../kube/platformTypes';
import { RAY_CLUSTERS, RAY_JOBS, RESOURCE_FLAVORS } from '../../kube/resources';
import { RayCluster, RayClusterSpec, RayJob } from '../../kube/rayTypes';
import { PodTemplate } from '../../kube/workloadTypes';
import { ControllerContext } from '../Controller';
import { isRayJob } from './podSets';

/** Lets an admitted job run: on its flavors' nodes, no longer suspended. */
export function startJob(
  context: ControllerContext,
  job: RayJob | RayCluster,
  assignments: PodSetAssignment[],
): void {
  const { store, events } = context;
  if (isRayJob(job)) {
    store.modify(RAY_JOBS, job, draft => {
      draft.spec.suspend = false;
      if (draft.spec.rayClusterSpec) {
        selectNodes(context, draft.spec.rayClusterSpec, assignments);
      }
    });
  } else {
    store.modify(RAY_CLUSTERS, job, draft => {
      draft.spec.suspend = false;
      selectNodes(context, draft.spec, assignments);
    });
  }
  events.record(job, {
    reason: 'Started',
    message: 'Admitted by clusterQueue',
    component: `${job.kind.toLowerCase()}-controller`,
  });
}

function selectNodes(
  context: ControllerContext,
  spec: RayClusterSpec,
  assignments: PodSetAssignment[],
): void {
  const templates: [string, PodTemplate][] = [
    ['head', spec.headGroupSpec.template],
    ...(spec.workerGroupSpecs ?? []).map((group): [string, PodTemplate] => [
      group.groupName.toLowerCase(),
      group.template,
    ]),
  ];
  for (const [name, template] of templates) {
    const flavors = new Set(
      Object.values(assignments.find(a => a.name === name)?.flavors ?? {}),
    );
    for (const flavor of flavors) {
      const nodeLabels = context.store.find(RESOURCE_FLAVORS, undefined, flavor)
        ?.spec.nodeLabels;
      if (nodeLabels) {
        template.spec.nodeSelector = {
          ...template.spec.nodeSelector,
          ...nodeLabels,
        };
      }
    }
  }
}
