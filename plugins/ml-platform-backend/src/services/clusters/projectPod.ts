import {
  asCount,
  asNumber,
  asRecord,
  asRecords,
  asString,
  asStringMap,
} from './fields';
import { parseConditions } from '../health/conditions';
import { projectMetadata } from './projectMetadata';
import {
  ContainerState,
  ContainerStatus,
  PodContainer,
  StoredPod,
} from './podTypes';

/**
 * Extended resources have a domain prefix that is not Kubernetes' own, as
 * `kubernetes/pkg/apis/core/v1/helper` IsExtendedResourceName says.
 */
function isExtendedResource(name: string): boolean {
  const [domain, rest] = name.split('/');
  return (
    rest !== undefined &&
    domain !== 'kubernetes.io' &&
    !domain.endsWith('.kubernetes.io') &&
    !domain.startsWith('requests.')
  );
}

/** Counts of the extended resources in a list; absent when there are none. */
export function projectDevices(
  list: unknown,
): Record<string, number> | undefined {
  const entries = Object.entries(asRecord(list))
    .filter(([name]) => isExtendedResource(name))
    .map(([name, quantity]): [string, number] => [name, asCount(quantity)])
    .filter(([, count]) => count > 0);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** A container of a pod or pod template. Environment and mounts are dropped. */
export function projectContainer(
  container: Record<string, unknown>,
): PodContainer {
  const resources = asRecord(container.resources);
  return {
    name: asString(container.name) ?? '',
    image: asString(container.image),
    restartPolicy: asString(container.restartPolicy),
    // Requests equal limits for extended resources; one may be left out.
    devices:
      projectDevices(resources.requests) ?? projectDevices(resources.limits),
  };
}

function projectState(value: unknown): ContainerState | undefined {
  const state = asRecord(value);
  for (const phase of ['waiting', 'running', 'terminated'] as const) {
    if (state[phase] !== undefined && state[phase] !== null) {
      const detail = asRecord(state[phase]);
      return {
        phase,
        reason: asString(detail.reason),
        message: asString(detail.message)?.slice(0, 500),
        exitCode: asNumber(detail.exitCode),
      };
    }
  }
  return undefined;
}

function projectStatus(status: Record<string, unknown>): ContainerStatus {
  return {
    name: asString(status.name) ?? '',
    ready: status.ready === true,
    restarts: asNumber(status.restartCount) ?? 0,
    state: projectState(status.state),
    lastState: projectState(status.lastState),
  };
}

/** What the portal keeps of a Pod: no environment, volumes or probes. */
export function projectPod(object: { [field: string]: unknown }): StoredPod {
  const spec = asRecord(object.spec);
  const status = asRecord(object.status);
  return {
    ...projectMetadata(object),
    nodeName: asString(spec.nodeName),
    nodeSelector: asStringMap(spec.nodeSelector),
    containers: asRecords(spec.containers).map(projectContainer),
    initContainers: asRecords(spec.initContainers).map(projectContainer),
    overhead: projectDevices(spec.overhead),
    phase: asString(status.phase),
    reason: asString(status.reason),
    message: asString(status.message),
    startTime: asString(status.startTime),
    conditions: parseConditions(status.conditions),
    containerStatuses: asRecords(status.containerStatuses).map(projectStatus),
    initContainerStatuses: asRecords(status.initContainerStatuses).map(
      projectStatus,
    ),
  };
}
