import { findAcceleratorProfile } from '../accelerators';
import { BuildOptions } from '../BuildOptions';
import { Bundle } from '../Bundle';
import { buildRayCluster } from './buildRayCluster';
import { buildRayJob } from './buildRayJob';
import { RayClusterInput } from './rayClusterInput';
import { RayJobInput } from './rayJobInput';
import { RayCluster, RayClusterSpec, RayJob } from './types';
import { workerRange } from './workerGroup';

/**
 * A RayJob with what it asks for.
 *
 * @public
 */
export function rayJobBundle(
  input: RayJobInput,
  options?: BuildOptions,
): Bundle {
  const job = buildRayJob(input, options);
  return bundle(input, job, job.spec.rayClusterSpec);
}

/**
 * A RayCluster with what it asks for.
 *
 * @public
 */
export function rayClusterBundle(
  input: RayClusterInput,
  options?: BuildOptions,
): Bundle {
  const cluster = buildRayCluster(input, options);
  return bundle(input, cluster, cluster.spec);
}

function bundle(
  input: RayJobInput | RayClusterInput,
  object: RayJob | RayCluster,
  spec: RayClusterSpec,
): Bundle {
  const { min, max } = workerRange(input);
  const profile = findAcceleratorProfile(input.accelerator.profile);
  const { type: storage } = input.storage;
  return {
    component: input.name,
    cluster: input.cluster,
    namespace: input.namespace,
    objects: [object],
    pods: [
      { path: 'head', template: spec.headGroupSpec.template, min: 1, max: 1 },
      ...spec.workerGroupSpecs.map(({ template }) => ({
        path: 'workers',
        template,
        min,
        max,
      })),
    ],
    queue: input.queue,
    spot: input.spot,
    keepsData: storage === 'pvc' || storage === 's3',
    accelerator: profile?.resource
      ? { profile, onDemand: input.accelerator.onDemand }
      : undefined,
  };
}
