import { DeviceCounts, countDevices } from '../accelerators/countDevices';
import { asRecord, asRecords } from './fields';
import { projectContainer, projectDevices } from './projectPod';

/** Accelerators that one pod of a `PodTemplateSpec` asks for. */
export function templateDevices(template: unknown): DeviceCounts {
  const spec = asRecord(asRecord(template).spec);
  return countDevices({
    containers: asRecords(spec.containers).map(projectContainer),
    initContainers: asRecords(spec.initContainers).map(projectContainer),
    overhead: projectDevices(spec.overhead),
  });
}
