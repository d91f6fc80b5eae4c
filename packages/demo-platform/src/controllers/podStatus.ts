import { createHash } from 'node:crypto';
import { ContainerStatus, Pod } from '../kube/workloadTypes';
import { setCondition } from './conditions';

/** State of all containers of a pod; the stand-in moves them together. */
export type ContainersState =
  | { kind: 'waiting'; reason: string; message?: string }
  | { kind: 'running'; ready: boolean; startedAt: string }
  | { kind: 'terminated'; exitCode: number; finishedAt: string };

function containerId(pod: Pod, container: string): string {
  return `containerd://${createHash('sha256')
    .update(`${pod.metadata.uid}/${container}`)
    .digest('hex')}`;
}

function containerStatus(
  pod: Pod,
  container: { name: string; image?: string },
  state: ContainersState,
): ContainerStatus {
  const previous = pod.status?.containerStatuses?.find(
    status => status.name === container.name,
  );
  const image = container.image ?? '';
  const base = {
    name: container.name,
    image,
    restartCount: 0,
    lastState: {},
    started: state.kind === 'running',
    ready: state.kind === 'running' && state.ready,
  };
  if (state.kind === 'waiting') {
    const { reason, message } = state;
    return { ...base, imageID: '', state: { waiting: { reason, message } } };
  }
  const id = containerId(pod, container.name);
  const started = {
    ...base,
    imageID: `${image.split(':')[0]}@sha256:${createHash('sha256')
      .update(image)
      .digest('hex')}`,
    containerID: id,
  };
  if (state.kind === 'running') {
    return {
      ...started,
      state: {
        running: {
          startedAt: previous?.state.running?.startedAt ?? state.startedAt,
        },
      },
    };
  }
  return {
    ...started,
    state: {
      terminated: {
        exitCode: state.exitCode,
        reason: state.exitCode === 0 ? 'Completed' : 'Error',
        startedAt: previous?.state.running?.startedAt ?? state.finishedAt,
        finishedAt: state.finishedAt,
        containerID: id,
      },
    },
  };
}

/** Stable address from the uid: the stand-in has no network. */
export function podAddress(uid: string): string {
  const [a, b] = createHash('sha256').update(uid).digest();
  return `10.42.${a}.${b}`;
}

function phaseOf(state: ContainersState): NonNullable<Pod['status']>['phase'] {
  switch (state.kind) {
    case 'waiting':
      return 'Pending';
    case 'running':
      return 'Running';
    default:
      return state.exitCode === 0 ? 'Succeeded' : 'Failed';
  }
}

/** Writes a pod's status as a kubelet does. */
export function writePodStatus(
  draft: Pod,
  state: ContainersState,
  timestamp: string,
  hostIP: string,
): void {
  const status = (draft.status ??= { phase: 'Pending', conditions: [] });
  status.phase = phaseOf(state);
  status.startTime ??= timestamp;
  status.hostIP = hostIP;
  status.qosClass = 'Burstable';
  status.containerStatuses = draft.spec.containers.map(container =>
    containerStatus(draft, container, state),
  );
  if (state.kind !== 'waiting') {
    const ip = podAddress(draft.metadata.uid);
    status.podIP = ip;
    status.podIPs = [{ ip }];
  }
  const ready = state.kind === 'running' && state.ready;
  const names = draft.spec.containers.map(c => c.name).join(' ');
  const notReady =
    state.kind === 'terminated' && state.exitCode === 0
      ? { reason: 'PodCompleted', message: undefined }
      : {
          reason: 'ContainersNotReady',
          message: `containers with unready status: [${names}]`,
        };
  const conditions = [
    { type: 'PodReadyToStartContainers', ok: true },
    { type: 'Initialized', ok: true },
    { type: 'Ready', ok: ready },
    { type: 'ContainersReady', ok: ready },
  ];
  for (const { type, ok } of conditions) {
    setCondition(
      status.conditions,
      ok
        ? { type, status: 'True', reason: undefined, message: undefined }
        : { type, status: 'False', ...notReady },
      timestamp,
    );
  }
}
