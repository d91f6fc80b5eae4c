import { ResourceType } from '../types';

export const PODS: ResourceType = {
  group: '',
  version: 'v1',
  kind: 'Pod',
  plural: 'pods',
  namespaced: true,
};

export const NODES: ResourceType = {
  group: '',
  version: 'v1',
  kind: 'Node',
  plural: 'nodes',
  namespaced: false,
};

export const RAY_CLUSTERS: ResourceType = {
  group: 'ray.io',
  version: 'v1',
  kind: 'RayCluster',
  plural: 'rayclusters',
  namespaced: true,
};
