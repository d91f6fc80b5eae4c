import { AcceleratorProfile, findAcceleratorProfile } from '../accelerators';
import { BuildOptions } from '../BuildOptions';
import { RayClusterInput } from './rayClusterInput';
import { resolveRayImage } from './image';
import { RayJobInput } from './rayJobInput';

/** An input with everything that follows from it resolved. */
export interface RayWorkload {
  input: RayJobInput | RayClusterInput;
  /** `RayJob/<object name>`, what the code in it knows itself as. */
  workload: string;
  instance: string;
  profile: AcceleratorProfile;
  /** Devices of each worker. */
  devices: number;
  image: string;
  rayVersion: string;
  options: BuildOptions;
  /** Karpenter must not move pods of a run that cannot be resumed. */
  keepPods: boolean;
}

/** Resolves an input; throws when it did not pass its schema. */
export function rayWorkload(
  input: RayJobInput | RayClusterInput,
  object: { kind: 'RayJob' | 'RayCluster'; name: string },
  options: BuildOptions,
): RayWorkload {
  const profile = findAcceleratorProfile(input.accelerator.profile);
  const { image, rayVersion } = profile ? resolveRayImage(input, profile) : {};
  if (!profile || !image || !rayVersion) {
    throw new TypeError('Parse the input with its schema before building');
  }
  return {
    input,
    workload: `${object.kind}/${object.name}`,
    instance: object.name,
    profile,
    devices: profile.resource ? input.accelerator.count ?? 1 : 0,
    image,
    rayVersion,
    options,
    keepPods: object.kind === 'RayJob',
  };
}
