import { Bundle } from '../Bundle';
import { RayCluster, RayClusterSpec, RayJob } from '../ray/types';

/** The Ray cluster specs among a bundle's objects. */
export function rayClusterSpecs({ objects }: Bundle): RayClusterSpec[] {
  return objects.flatMap(object => {
    switch (object.kind) {
      case 'RayJob':
        return [(object as RayJob).spec.rayClusterSpec];
      case 'RayCluster':
        return [(object as RayCluster).spec];
      default:
        return [];
    }
  });
}
