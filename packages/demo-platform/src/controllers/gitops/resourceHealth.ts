import { isTrue } from '../conditions';
import { KubeObject } from '../../kube/types';
import { Job, Pod } from '../../kube/workloadTypes';

/**
 * Health of one resource as Argo CD sees it without custom scripts: built in
 * for Jobs and Pods, none for ray.io and kueue.
 */
export function resourceHealth(object: KubeObject): string | undefined {
  if (object.kind === 'Job') {
    const { status, spec } = object as Job;
    if (spec.suspend) {
      return 'Suspended';
    }
    if (isTrue(status?.conditions, 'Failed')) {
      return 'Degraded';
    }
    return isTrue(status?.conditions, 'Complete') ? 'Healthy' : 'Progressing';
  }
  if (object.kind === 'Pod') {
    const { phase, conditions } = (object as Pod).status ?? {};
    if (phase === 'Failed') {
      return 'Degraded';
    }
    return phase === 'Succeeded' || isTrue(conditions, 'Ready')
      ? 'Healthy'
      : 'Progressing';
  }
  return object.kind === 'Service' ? 'Healthy' : undefined;
}

const SEVERITY = ['Healthy', 'Suspended', 'Progressing', 'Missing', 'Degraded'];

/** The worst of the resources; nothing to judge is Healthy. */
export function worstHealth(healths: (string | undefined)[]): string {
  return healths.reduce<string>(
    (worst, next) =>
      next && SEVERITY.indexOf(next) > SEVERITY.indexOf(worst) ? next : worst,
    'Healthy',
  );
}
