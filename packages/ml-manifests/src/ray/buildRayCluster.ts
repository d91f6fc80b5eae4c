import { BuildOptions } from '../BuildOptions';
import { RayClusterInput } from './rayClusterInput';
import { rayClusterSpec } from './rayClusterSpec';
import { rayMetadata } from './rayMetadata';
import { rayWorkload } from './RayWorkload';
import { RayCluster } from './types';

/**
 * A KubeRay 1.7 RayCluster, named as the input says. Pure; expects input that
 * {@link rayClusterInput} has parsed, and throws TypeError for other.
 *
 * @public
 */
export function buildRayCluster(
  input: RayClusterInput,
  options: BuildOptions = {},
): RayCluster {
  const { name } = input;
  return {
    apiVersion: 'ray.io/v1',
    kind: 'RayCluster',
    metadata: rayMetadata(input, name, 'ray-cluster'),
    spec: rayClusterSpec(
      rayWorkload(input, { kind: 'RayCluster', name }, options),
    ),
  };
}
