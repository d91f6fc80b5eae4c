import { Reason } from '@callboard/plugin-ml-platform-common';
import {
  ContainerState,
  ContainerStatus,
  StoredPod,
} from '../clusters/podTypes';

const IMAGE_REASONS = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
]);

const SETUP_REASONS = new Set([
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
  'PreCreateHookError',
  'PreStartHookError',
  'PostStartHookError',
]);

function imageFix(message: string): string {
  if (/unauthori[sz]ed|denied|forbidden|401|403/i.test(message)) {
    return 'Give the namespace an image pull secret for this registry.';
  }
  if (/not found|manifest unknown|404/i.test(message)) {
    return 'Check the name and the tag of the image.';
  }
  if (/toomanyrequests|rate limit|429/i.test(message)) {
    return 'Wait, or pull through a registry mirror: the registry limits the rate.';
  }
  return 'Check the name of the image and that the cluster reaches its registry.';
}

function explainExit(state: ContainerState): { what: string; fix: string } {
  if (state.reason === 'OOMKilled') {
    return {
      what: 'ran out of memory and was killed',
      fix: "Raise the container's memory limit, or make the batch smaller.",
    };
  }
  const code =
    state.exitCode === undefined ? '' : ` with exit code ${state.exitCode}`;
  return {
    what: `ended${code}`,
    fix: 'Look at the last log lines of the container.',
  };
}

/**
 * Why a container does not run, from the reasons that the kubelet sets
 * (`kubernetes/pkg/kubelet/images/types.go`, `kuberuntime`). Empty when it
 * runs, waits its turn or ended well.
 */
export function explainContainer(
  pod: StoredPod,
  status: ContainerStatus,
): Reason[] {
  const object = `Pod/${pod.metadata.name}`;
  const { state, lastState } = status;
  const code = state?.reason ?? '';
  if (state?.phase === 'waiting' && IMAGE_REASONS.has(code)) {
    const image = [...pod.containers, ...pod.initContainers].find(
      container => container.name === status.name,
    )?.image;
    return [
      {
        layer: 'image',
        code,
        message: `The image ${image ?? `of ${status.name}`} cannot be pulled.`,
        fix: imageFix(state.message ?? ''),
        object,
      },
    ];
  }
  if (state?.phase === 'waiting' && SETUP_REASONS.has(code)) {
    return [
      {
        layer: 'container',
        code,
        message: `Container ${status.name} cannot be set up: ${
          state.message ?? code
        }`,
        fix: 'Create the Secret, ConfigMap or volume that it names, or correct the name.',
        object,
      },
    ];
  }
  if (state?.phase === 'waiting' && code === 'CrashLoopBackOff') {
    const exit = explainExit(lastState ?? state);
    return [
      {
        layer: 'container',
        code: lastState?.reason === 'OOMKilled' ? 'OOMKilled' : code,
        message: `Container ${status.name} ${exit.what} ${status.restarts} times and is restarted ever more slowly.`,
        fix: exit.fix,
        object,
      },
    ];
  }
  if (state?.phase === 'terminated' && (state.exitCode ?? 0) !== 0) {
    const exit = explainExit(state);
    return [
      {
        layer: 'container',
        code: state.reason ?? 'Error',
        message: `Container ${status.name} ${exit.what}.`,
        fix: exit.fix,
        object,
      },
    ];
  }
  return [];
}
