import { RayJob } from '../kube/rayTypes';
import { RayCluster } from '../kube/rayTypes';
import { Draft } from '../kube/types';
import { Job, PodTemplate } from '../kube/workloadTypes';
import { controllerReference } from './owners';

function originLabels(rayJob: RayJob): Record<string, string> {
  return {
    'ray.io/originated-from-cr-name': rayJob.metadata.name,
    'ray.io/originated-from-crd': 'RayJob',
  };
}

/** KubeRay hands the job's labels and annotations down to its cluster. */
export function clusterOf(rayJob: RayJob, name: string): Draft<RayCluster> {
  const { namespace, labels, annotations } = rayJob.metadata;
  const { rayClusterSpec } = rayJob.spec;
  if (!rayClusterSpec) {
    throw new Error(`RayJob ${rayJob.metadata.name} has no rayClusterSpec`);
  }
  return {
    apiVersion: 'ray.io/v1',
    kind: 'RayCluster',
    metadata: {
      name,
      namespace,
      labels: {
        ...labels,
        ...originLabels(rayJob),
        'ray.io/job-submission-mode':
          rayJob.spec.submissionMode ?? 'K8sJobMode',
      },
      annotations,
      ownerReferences: [controllerReference(rayJob)],
    },
    spec: { ...rayClusterSpec, suspend: undefined },
  };
}

/** The Kubernetes Job that submits the entrypoint. */
export function submitterOf(rayJob: RayJob): Draft<Job> {
  const { name, namespace } = rayJob.metadata;
  const head = rayJob.spec.rayClusterSpec?.headGroupSpec.template.spec;
  const template: PodTemplate = rayJob.spec.submitterPodTemplate ?? {
    spec: {
      restartPolicy: 'Never',
      containers: [
        {
          name: 'ray-job-submitter',
          image: head?.containers[0].image,
          resources: {
            requests: { cpu: '500m', memory: '200Mi' },
            limits: { cpu: '1', memory: '1Gi' },
          },
        },
      ],
    },
  };
  const origin = originLabels(rayJob);
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      namespace,
      labels: { ...origin, 'app.kubernetes.io/created-by': 'kuberay-operator' },
      ownerReferences: [controllerReference(rayJob)],
    },
    spec: {
      backoffLimit: 2,
      template: {
        ...template,
        metadata: {
          ...template.metadata,
          labels: { ...template.metadata?.labels, ...origin },
        },
      },
    },
  };
}
