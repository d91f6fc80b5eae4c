import { Reason } from '@callboard/plugin-ml-platform-common';
import { countDevices } from '../accelerators/countDevices';
import { StoredPod } from '../clusters/podTypes';
import { Condition } from './conditions';

function wantedDevices(pod: StoredPod, resource: string): string {
  const count = countDevices(pod)[resource];
  return count ? `${count} x ${resource}` : resource;
}

/**
 * Why the scheduler does not place a pod. Reads the message of its FitError
 * ("0/5 nodes are available: 2 Insufficient nvidia.com/gpu, 3 node(s) had
 * untolerated taint {a: b}"; `kubernetes/pkg/scheduler/framework/types.go`),
 * which is the only place where it names the cause. A message that is not
 * understood is passed on as it is.
 */
export function explainScheduling(
  pod: StoredPod,
  scheduled: Condition,
): Reason {
  const object = `Pod/${pod.metadata.name}`;
  const text = scheduled.message ?? '';
  if (scheduled.reason === 'SchedulingGated') {
    return {
      layer: 'queue',
      code: 'SchedulingGated',
      message: `Pod ${pod.metadata.name} is held back by a scheduling gate.`,
      fix: 'Wait until its queue admits it, or look at the controller that set the gate.',
      object,
    };
  }
  const reason = (code: string, message: string, fix: string): Reason => ({
    layer: 'scheduling',
    code,
    message,
    fix,
    object,
  });
  // Preemption details repeat the causes; the head alone is read.
  const head = text.split(/\bpreemption:/)[0];
  const insufficient = [
    ...head.matchAll(/Insufficient ([^\s,]+?)[.,]?(?=\s|$)/g),
  ];
  const devices = insufficient
    .map(match => match[1])
    .find(r => r.includes('/'));
  const resource = devices ?? insufficient[0]?.[1];
  const taint = /untolerated taint(?:\(s\)|s)? \{([^}]*)\}/.exec(head)?.[1];
  if (resource) {
    const mismatched =
      /(\d+) node\(s\) didn't match Pod's node affinity\/selector/.exec(
        head,
      )?.[1];
    const also = [
      taint && ` Other nodes have the taint ${taint.trim()}.`,
      mismatched &&
        ` ${mismatched} others do not match its node selector or affinity.`,
    ];
    return reason(
      'Unschedulable',
      `No node has ${wantedDevices(pod, resource)} free.${also
        .filter(Boolean)
        .join('')}`,
      devices
        ? 'Ask for fewer devices or another type, wait until some are free, or add nodes.'
        : `Ask for less ${resource}, wait until some is free, or add nodes.`,
    );
  }
  if (taint) {
    return reason(
      'UntoleratedTaint',
      `Nodes have the taint ${taint.trim()} and the pod does not tolerate it.`,
      'Add a toleration for this taint, or ask for the accelerator that these nodes are kept for.',
    );
  }
  if (/didn't match Pod's node affinity|node selector/i.test(head)) {
    return reason(
      'NodeSelectorMismatch',
      `No node matches the pod's node selector or affinity.`,
      'Choose an accelerator type and capacity type that the cluster has.',
    );
  }
  if (
    /unbound immediate PersistentVolumeClaims|volume node affinity/i.test(head)
  ) {
    return reason(
      'VolumeNotReady',
      'A volume that the pod needs is not bound or lies in another zone.',
      'Look at the PersistentVolumeClaim and its storage class.',
    );
  }
  return reason(
    scheduled.reason ?? 'Unschedulable',
    text || `Pod ${pod.metadata.name} is not placed on a node.`,
    'Look at the events of the pod.',
  );
}
