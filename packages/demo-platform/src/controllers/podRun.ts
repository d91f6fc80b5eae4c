import { KubeStore } from '../kube/KubeStore';
import { RAY_JOBS } from '../kube/resources';
import { Pod } from '../kube/workloadTypes';
import { DeviceLoad } from './DeviceLedger';

/** Simulated seconds that a container of a plain Job runs. */
const PLAIN_RUN_SECONDS = 5;

/** Exit code of a pod whose work is done; undefined while it works. */
export function exitCodeOf(
  store: KubeStore,
  pod: Pod,
  runningSeconds: number,
): number | undefined {
  const labels = pod.metadata.labels ?? {};
  if (labels['ray.io/node-type']) {
    return undefined;
  }
  const rayJob =
    labels['ray.io/originated-from-crd'] === 'RayJob'
      ? store.find(
          RAY_JOBS,
          pod.metadata.namespace,
          labels['ray.io/originated-from-cr-name'],
        )
      : undefined;
  if (rayJob) {
    // The submitter waits for the Ray job and ends as it does.
    const { jobStatus } = rayJob.status ?? {};
    return { SUCCEEDED: 0, FAILED: 1, STOPPED: 1 }[jobStatus as string];
  }
  const runsToEnd =
    pod.spec.restartPolicy && pod.spec.restartPolicy !== 'Always';
  return runsToEnd && runningSeconds >= PLAIN_RUN_SECONDS ? 0 : undefined;
}

/** Pods of a RayJob's cluster train; those of a bare RayCluster wait. */
export function deviceLoadOf(pod: Pod): DeviceLoad {
  const labels = pod.metadata.labels ?? {};
  return labels['ray.io/originated-from-crd'] === 'RayCluster'
    ? 'idle'
    : 'training';
}
