import { BuildOptions } from '../BuildOptions';
import { contentHash } from '../contentHash';
import { toYaml } from '../yaml';
import { rayClusterSpec } from './rayClusterSpec';
import { RayJobInput } from './rayJobInput';
import { rayMetadata } from './rayMetadata';
import { rayWorkload } from './RayWorkload';
import { RayJob, RayJobSpec } from './types';

/**
 * A KubeRay 1.7 RayJob. A RayJob runs once: KubeRay does not run it again
 * when its spec changes. So its name is the input's name and a hash of the
 * spec: the same input is the same run, a changed one is a new run. Pure;
 * expects input that {@link rayJobInput} has parsed, and throws TypeError for
 * other.
 *
 * @public
 */
export function buildRayJob(
  input: RayJobInput,
  options: BuildOptions = {},
): RayJob {
  // The spec holds the object's name, so what is hashed holds the input's.
  const hash = contentHash(rayJobSpec(input, input.name, options));
  const name = `${input.name}-${hash}`;
  return {
    apiVersion: 'ray.io/v1',
    kind: 'RayJob',
    metadata: rayMetadata(input, name, 'ray-job'),
    spec: rayJobSpec(input, name, options),
  };
}

function rayJobSpec(
  input: RayJobInput,
  name: string,
  options: BuildOptions,
): RayJobSpec {
  return {
    entrypoint: input.entrypoint.trim(),
    runtimeEnvYAML: input.runtimeEnv && toYaml(input.runtimeEnv),
    submissionMode: 'K8sJobMode',
    shutdownAfterJobFinishes: true,
    ttlSecondsAfterFinished: input.ttlSeconds,
    rayClusterSpec: rayClusterSpec(
      rayWorkload(input, { kind: 'RayJob', name }, options),
    ),
  };
}
