import { Entity } from '@backstage/catalog-model';
import { FakeUpstream } from './FakeUpstream';
import {
  ENTITY_REF,
  NAMESPACE,
  kubeObject,
  provisioned,
  rayCluster,
  rayJob,
  rayPod,
} from './objects';

export function component(
  name: string,
  annotations: Record<string, string>,
  owner = 'group:default/team-vision',
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
    spec: { type: 'service', lifecycle: 'production', owner },
    relations: [{ type: 'ownedBy', targetRef: owner }],
  };
}

export const churnTrain = component('churn-train', {
  'backstage.io/kubernetes-id': 'churn-train',
  'callboard.dev/mlflow-registered-models': 'churn',
});

export const runningJob = rayJob({
  jobDeploymentStatus: 'Running',
  jobStatus: 'RUNNING',
  rayClusterName: 'churn-train-7f3a-x1',
});

export const jobCluster = rayCluster(provisioned, { owner: runningJob });

export const jobPods = [
  rayPod(jobCluster, { name: 'head', type: 'head' }),
  rayPod(jobCluster, { name: 'w0' }),
  rayPod(jobCluster, { name: 'w1' }),
];

const gpuNode = kubeObject(
  'v1',
  'Node',
  {
    name: 'gpu-1',
    labels: { 'nvidia.com/gpu.product': 'NVIDIA-H100-80GB-HBM3' },
  },
  {
    status: {
      allocatable: { 'nvidia.com/gpu': '16', cpu: '96' },
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  },
);

/** A running job on a GPU node, with its events and how it was delivered. */
export function putRunningJob(upstream: FakeUpstream): void {
  upstream.put(
    kubeObject('v1', 'Namespace', { name: NAMESPACE }),
    gpuNode,
    runningJob,
    jobCluster,
    ...jobPods,
    kubeObject(
      'v1',
      'Event',
      { name: 'w0.1', namespace: NAMESPACE },
      {
        type: 'Normal',
        reason: 'Pulled',
        message: 'Image is present',
        count: 3,
        lastTimestamp: '2026-11-20T10:01:00Z',
        involvedObject: {
          kind: 'Pod',
          name: 'w0',
          uid: jobPods[1].metadata.uid,
        },
      },
    ),
    kubeObject(
      'kueue.x-k8s.io/v1beta2',
      'LocalQueue',
      { name: 'vision-gpu', namespace: NAMESPACE },
      {
        spec: { clusterQueue: 'gpus' },
        status: {
          pendingWorkloads: 2,
          conditions: [{ type: 'Active', status: 'True' }],
        },
      },
    ),
    kubeObject(
      'argoproj.io/v1alpha1',
      'Application',
      { name: 'churn-train', namespace: 'argocd' },
      {
        spec: { destination: { server: 'https://kubernetes.default.svc' } },
        status: {
          sync: { status: 'Synced', revision: 'abc123' },
          health: { status: 'Healthy' },
          resources: [
            {
              group: 'ray.io',
              kind: 'RayJob',
              namespace: NAMESPACE,
              name: runningJob.metadata.name,
            },
          ],
        },
      },
    ),
  );
}

/** One registered model with two versions, and a prompt beside it. */
export function putModel(upstream: FakeUpstream): void {
  const api = '/mlflow/api/2.0/mlflow';
  upstream.routes.set(`${api}/registered-models/search`, () => ({
    body: {
      registered_models: [
        {
          name: 'churn',
          creation_timestamp: '1763632800000',
          last_updated_timestamp: 1763632900000,
          aliases: [{ alias: 'champion', version: '2' }],
          added_by_a_later_server: true,
        },
        {
          name: 'prompt',
          tags: [{ key: 'mlflow.prompt.is_prompt', value: 'true' }],
        },
      ],
    },
  }));
  upstream.routes.set(`${api}/model-versions/search`, () => ({
    body: {
      model_versions: ['1', '2'].map(version => ({
        name: 'churn',
        version,
        status: 'READY',
        creation_timestamp: 1763632900000,
        run_id: `run-${version}`,
      })),
    },
  }));
  upstream.routes.set(`${api}/runs/get`, query => ({
    body: {
      run: {
        info: {
          run_id: query.get('run_id'),
          experiment_id: '7',
          status: 'FINISHED',
        },
        data: {
          metrics: [
            { key: 'auc', value: 0.913 },
            { key: 'broken', value: 'NaN' },
          ],
          params: [{ key: 'lr', value: '0.1' }],
          tags: [
            { key: 'callboard.dev/workload', value: 'RayJob/churn-train-7f3a' },
          ],
        },
      },
    },
  }));
}

/** Both workers' first GPU measured, by an exporter of the old generation. */
export function putMetrics(upstream: FakeUpstream): void {
  const labels = (pod: string, name: string) => ({
    __name__: name,
    UUID: `GPU-${pod}`,
    Hostname: 'gpu-1',
    pod: 'dcgm-exporter-x',
    namespace: 'gpu-operator',
    exported_pod: pod,
    exported_namespace: NAMESPACE,
  });
  upstream.routes.set('/prometheus/api/v1/query', () => {
    const now = Date.now() / 1000;
    const sample = (pod: string, name: string, value: string) => ({
      metric: labels(pod, name),
      value: [now, value],
    });
    return {
      body: {
        status: 'success',
        data: {
          resultType: 'vector',
          result: [
            sample('w0', 'DCGM_FI_DEV_GPU_UTIL', '90'),
            sample('w0', 'DCGM_FI_DEV_FB_USED', '1024'),
            sample('w0', 'DCGM_FI_DEV_FB_FREE', '1024'),
            sample('w1', 'DCGM_FI_DEV_GPU_UTIL', '0'),
            sample('w2-of-others', 'DCGM_FI_DEV_GPU_UTIL', '100'),
            sample('head', 'DCGM_FI_DEV_GPU_UTIL', 'NaN'),
          ],
        },
      },
    };
  });
  upstream.routes.set('/prometheus/api/v1/query_range', query => ({
    body: {
      status: 'success',
      data: {
        resultType: 'matrix',
        result: [
          {
            metric: labels('w0', 'DCGM_FI_DEV_GPU_UTIL'),
            values: [[Number(query.get('end')) - 600, '50']],
          },
        ],
      },
    },
  }));
}

export const ENTITY_PATH = '/entities/component/default/churn-train';
export { ENTITY_REF, NAMESPACE };
