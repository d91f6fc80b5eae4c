import { stringify } from 'yaml';
import { CLUSTER_ROOT } from '../controllers/gitops/GitOpsSource';
import { RUN_SECONDS_ANNOTATION } from '../controllers/RayJobController';

interface Device {
  product: string;
  count: number;
}

/** What a seeded component runs. */
export interface SeedComponent {
  name: string;
  title: string;
  description: string;
  namespace: 'team-vision' | 'team-language';
  system: string;
  queue: string;
  object: { kind: 'RayJob' | 'RayCluster'; name: string };
  image?: string;
  workers: { replicas: number; cpu: string; memory: string; gpu: Device };
  model?: string;
  entrypoint?: string;
  runSeconds?: number;
}

const RAY_VERSION = '2.55.1';
const CPU_IMAGE = `rayproject/ray:${RAY_VERSION}-py312-cpu`;
const GPU_IMAGE = `rayproject/ray:${RAY_VERSION}-py312-cu128`;
export const L4 = 'NVIDIA-L4';
export const H100 = 'NVIDIA-H100-80GB-HBM3';

function labels(component: SeedComponent, part: string) {
  return {
    'app.kubernetes.io/component': part,
    'app.kubernetes.io/instance': component.object.name,
    'app.kubernetes.io/managed-by': 'callboard',
    'app.kubernetes.io/name': component.name,
    'app.kubernetes.io/part-of': component.system,
    'backstage.io/kubernetes-id': component.name,
  };
}

function entityRef(component: SeedComponent): string {
  return `component:default/${component.name}`;
}

function environment(component: SeedComponent) {
  const env = [
    { name: 'CALLBOARD_ENTITY_REF', value: entityRef(component) },
    {
      name: 'CALLBOARD_WORKLOAD',
      value: `${component.object.kind}/${component.object.name}`,
    },
  ];
  return component.model
    ? [
        ...env,
        { name: 'MLFLOW_EXPERIMENT_NAME', value: component.name },
        { name: 'MLFLOW_REGISTERED_MODEL_NAME', value: component.model },
        { name: 'MLFLOW_TRACKING_URI', value: 'http://mlflow.mlflow:5000' },
      ]
    : env;
}

function podTemplate(
  component: SeedComponent,
  role: 'ray-head' | 'ray-worker',
  pod: { image: string; resources: Record<string, string>; product?: string },
) {
  return {
    metadata: {
      annotations: { 'callboard.dev/entity-ref': entityRef(component) },
      labels: labels(component, role),
    },
    spec: {
      containers: [
        {
          name: role,
          image: pod.image,
          env: environment(component),
          resources: { limits: pod.resources, requests: pod.resources },
        },
      ],
      ...(pod.product && {
        nodeSelector: { 'nvidia.com/gpu.product': pod.product },
        tolerations: [
          { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
        ],
      }),
    },
  };
}

function clusterSpec(component: SeedComponent) {
  const { workers, image } = component;
  return {
    rayVersion: RAY_VERSION,
    headGroupSpec: {
      rayStartParams: { 'dashboard-host': '0.0.0.0', 'num-cpus': '0' },
      template: podTemplate(component, 'ray-head', {
        image: image ?? CPU_IMAGE,
        resources: { cpu: '2', memory: '8Gi' },
      }),
    },
    workerGroupSpecs: [
      {
        groupName: 'worker',
        replicas: workers.replicas,
        minReplicas: workers.replicas,
        maxReplicas: workers.replicas,
        rayStartParams: {},
        template: podTemplate(component, 'ray-worker', {
          image: image ?? GPU_IMAGE,
          product: workers.gpu.product,
          resources: {
            cpu: workers.cpu,
            memory: workers.memory,
            'nvidia.com/gpu': String(workers.gpu.count),
          },
        }),
      },
    ],
  };
}

function manifest(component: SeedComponent) {
  const { object, namespace, queue, runSeconds } = component;
  const isJob = object.kind === 'RayJob';
  const metadata = {
    name: object.name,
    namespace,
    annotations: {
      'callboard.dev/entity-ref': entityRef(component),
      'callboard.dev/owner': `group:default/${namespace}`,
      ...(runSeconds && { [RUN_SECONDS_ANNOTATION]: String(runSeconds) }),
    },
    labels: {
      ...labels(component, isJob ? 'ray-job' : 'ray-cluster'),
      'kueue.x-k8s.io/queue-name': queue,
    },
  };
  return isJob
    ? {
        apiVersion: 'ray.io/v1',
        kind: 'RayJob',
        metadata,
        spec: {
          entrypoint: component.entrypoint,
          submissionMode: 'K8sJobMode',
          shutdownAfterJobFinishes: true,
          ttlSecondsAfterFinished: 300,
          rayClusterSpec: clusterSpec(component),
        },
      }
    : {
        apiVersion: 'ray.io/v1',
        kind: 'RayCluster',
        metadata,
        spec: clusterSpec(component),
      };
}

function catalogInfo(component: SeedComponent) {
  const { name, title, description, namespace, system, object } = component;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      title,
      description,
      annotations: {
        'backstage.io/kubernetes-id': name,
        'backstage.io/kubernetes-cluster': 'demo',
        'backstage.io/kubernetes-namespace': namespace,
        ...(component.model && {
          'callboard.dev/mlflow-registered-models': component.model,
        }),
      },
      tags: ['ray', 'gpu'],
    },
    spec: {
      type: object.kind === 'RayJob' ? 'ml-training' : 'ml-cluster',
      lifecycle: 'production',
      owner: `group:default/${namespace}`,
      system,
    },
  };
}

/** The component's directory in the GitOps repository. */
export function componentFiles(
  component: SeedComponent,
): Record<string, string> {
  const { namespace, name, object } = component;
  const directory = `${CLUSTER_ROOT}/${namespace}/${name}`;
  const file = `${object.kind.toLowerCase()}.yaml`;
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: [file],
  };
  const text = (value: object) =>
    stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
  return {
    [`${directory}/${file}`]: text(manifest(component)),
    [`${directory}/kustomization.yaml`]: text(kustomization),
    [`${directory}/catalog-info.yaml`]: text(catalogInfo(component)),
  };
}
