import { StoredObject } from '@callboard/kube-reflector';
import { asRecord, asRecords, asString } from './fields';
import { DeviceCounts, isAccelerator } from '../accelerators/countDevices';
import { projectDevices } from './projectPod';
import { projectMetadata } from './projectMetadata';

/** What the portal keeps of a Node. */
export interface StoredNode extends StoredObject {
  /** Accelerators that the node offers to pods. */
  devices: DeviceCounts;
  ready: boolean;
  unschedulable: boolean;
}

/** Projects a Node. */
export function projectNode(object: { [field: string]: unknown }): StoredNode {
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
    unschedulable: asRecord(object.spec).unschedulable === true,
  };
}
