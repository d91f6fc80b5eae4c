import { labels, podAnnotations } from '../metadata';
import { PodTemplate } from '../kubernetes';
import { storageVolumes } from '../storage';
import { rayEnv } from './rayEnv';
import { RayWorkload } from './RayWorkload';

/** Pod of a head or worker; requests equal limits, as Ray counts limits. */
export function rayPodTemplate(
  workload: RayWorkload,
  pod: {
    component: 'ray-head' | 'ray-worker';
    resources: Record<string, string>;
    placement?: Pick<PodTemplate['spec'], 'nodeSelector' | 'tolerations'>;
  },
): PodTemplate {
  const { input, instance, image, keepPods } = workload;
  const { volumes, volumeMounts } = storageVolumes(input.storage);
  return {
    metadata: {
      labels: labels(input, instance, pod.component),
      annotations: {
        ...podAnnotations(input),
        ...(keepPods ? { 'karpenter.sh/do-not-disrupt': 'true' } : {}),
      },
    },
    spec: {
      containers: [
        {
          name: pod.component,
          image,
          env: rayEnv(workload),
          resources: {
            requests: { ...pod.resources },
            limits: { ...pod.resources },
          },
          volumeMounts,
        },
      ],
      ...pod.placement,
      volumes,
    },
  };
}
