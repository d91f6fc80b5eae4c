import { StoredObject } from '@callboard/kube-reflector';
import { TargetAccelerator } from '@callboard/plugin-ml-platform-common';
import { asRecord, asRecords, asString } from './fields';
import { DeviceCounts, isAccelerator } from '../accelerators/countDevices';
import { projectDevices } from './projectPod';
import { projectMetadata } from './projectMetadata';

/** What keeps pods off a node that do not tolerate it. */
export type Taint = NonNullable<TargetAccelerator['taints']>[number];

const EFFECTS: readonly Taint['effect'][] = [
  'NoSchedule',
  'PreferNoSchedule',
  'NoExecute',
];

/** Taints of a kind that Kubernetes adds later are left out. */
function projectTaints(value: unknown): Taint[] {
  return asRecords(value).flatMap(taint => {
    const key = asString(taint.key);
    const effect = EFFECTS.find(known => known === taint.effect);
    return key && effect ? [{ key, value: asString(taint.value), effect }] : [];
  });
}

/** What the portal keeps of a Node. */
export interface StoredNode extends StoredObject {
  /** Accelerators that the node offers to pods. */
  devices: DeviceCounts;
  ready: boolean;
  unschedulable: boolean;
  taints: Taint[];
}

/** Projects a Node. */
export function projectNode(object: { [field: string]: unknown }): StoredNode {
  const spec = asRecord(object.spec);
  const status = asRecord(object.status);
  const ready = asRecords(status.conditions).find(
    condition => condition.type === 'Ready',
  );
  return {
    ...projectMetadata(object),
    devices: Object.fromEntries(
      Object.entries(projectDevices(status.allocatable) ?? {}).filter(
        ([resource]) => isAccelerator(resource),
      ),
    ),
    ready: asString(ready?.status) === 'True',
    unschedulable: spec.unschedulable === true,
    taints: projectTaints(spec.taints),
  };
}
