import { toYaml } from '../yaml';
import { buildRayJob } from './buildRayJob';
import { clusterInput, jobInput } from '../__testUtils__/inputs';
import { buildRayCluster } from './buildRayCluster';

const full = {
  owner: 'group:default/team-vision',
  system: 'vision',
  template: { name: 'ray-training-job', version: '1.2.0' },
  runtimeEnv: { pip: ['mlflow-skinny'], env_vars: { EPOCHS: '3' } },
  workers: { replicas: 2, cpu: 8, memory: '64Gi' },
  accelerator: { profile: 'nvidia-h100-80gb', count: 4 },
  queue: 'vision-gpu',
  storage: { type: 'pvc', claimName: 'datasets', mountPath: '/mnt/data' },
  mlflow: {
    trackingUri: 'http://mlflow.mlflow:5000',
    experiment: 'churn',
    registeredModel: 'churn',
  },
  env: [
    { name: 'EPOCHS', value: '3' },
    { name: 'HF_TOKEN', secretRef: { name: 'hub', key: 'token' } },
  ],
};

describe('buildRayJob', () => {
  it('writes the manifest that KubeRay 1.7 takes', () => {
    expect(toYaml(buildRayJob(jobInput(full)))).toMatchSnapshot();
  });

  it('gives the same input the same name and a changed one another', () => {
    const { name } = buildRayJob(jobInput(full)).metadata;
    expect(name).toMatch(/^churn-train-[0-9a-f]{8}$/);
    expect(buildRayJob(jobInput({ ...full })).metadata.name).toBe(name);
    const changed = jobInput({ ...full, entrypoint: 'python other.py' });
    expect(buildRayJob(changed).metadata.name).not.toBe(name);
  });

  it('makes no new run of a new release of the template', () => {
    const { name } = buildRayJob(jobInput(full)).metadata;
    const next = { name: 'ray-training-job', version: '1.3.0' };
    const job = buildRayJob(jobInput({ ...full, template: next }));
    expect(job.metadata.name).toBe(name);
    expect(job.metadata.annotations).toHaveProperty(
      ['callboard.dev/template-version'],
      '1.3.0',
    );
  });

  it('stays within the limit with the longest name', () => {
    const job = buildRayJob(jobInput({ name: 'a'.repeat(38) }));
    expect(job.metadata.name).toHaveLength(47);
  });

  it('tells the pods who they are', () => {
    const job = buildRayJob(jobInput(full));
    const { headGroupSpec, workerGroupSpecs } = job.spec.rayClusterSpec;
    for (const { template } of [headGroupSpec, workerGroupSpecs[0]]) {
      expect(template.spec.containers[0].env).toContainEqual({
        name: 'CALLBOARD_WORKLOAD',
        value: `RayJob/${job.metadata.name}`,
      });
    }
  });

  it('leaves suspend to Kueue and has no label without a queue', () => {
    const text = toYaml(buildRayJob(jobInput({ queue: '' })));
    expect(text).not.toMatch(/suspend|kueue/);
  });

  it('refuses input that no schema has seen', () => {
    const input = { ...jobInput(), image: 'own/image:main' };
    expect(() => buildRayJob(input)).toThrow(TypeError);
  });
});

describe('buildRayCluster', () => {
  it('leaves replicas to the autoscaler', () => {
    const { metadata, spec } = buildRayCluster(
      clusterInput({ workers: { minReplicas: 1, maxReplicas: 4 } }),
    );
    expect(metadata.name).toBe('churn-train');
    expect(spec.enableInTreeAutoscaling).toBe(true);
    expect(spec.workerGroupSpecs[0]).toMatchObject({
      replicas: undefined,
      minReplicas: 1,
      maxReplicas: 4,
    });
    expect(toYaml(spec)).not.toMatch(/\breplicas:/);
  });

  it('tells Ray of Neuron cores, which KubeRay does not derive', () => {
    const image = 'registry.example.com/ray-neuron:2.55.1';
    const { spec } = buildRayCluster(
      clusterInput({
        image,
        accelerator: { profile: 'aws-trainium1', count: 16 },
      }),
    );
    const [group] = spec.workerGroupSpecs;
    expect(group.resources).toEqual({ neuron_cores: '32' });
    expect(group.template.spec).toMatchObject({
      containers: [
        {
          image,
          resources: {
            limits: { 'aws.amazon.com/neuron': '16' },
            requests: { 'aws.amazon.com/neuron': '16' },
          },
        },
      ],
      tolerations: [{ key: 'aws.amazon.com/neuron', operator: 'Exists' }],
    });
    expect(spec.headGroupSpec.template.spec.tolerations).toBeUndefined();
  });

  it('picks nodes as the cluster labels them', () => {
    const input = clusterInput({
      spot: true,
      accelerator: { profile: 'nvidia-l4' },
    });
    const selector = (options: Parameters<typeof buildRayCluster>[1]) =>
      buildRayCluster(input, options).spec.workerGroupSpecs[0].template.spec
        .nodeSelector;
    expect(selector({})).toEqual({
      'karpenter.sh/capacity-type': 'spot',
      'nvidia.com/gpu.product': 'NVIDIA-L4',
    });
    expect(
      selector({
        nodeLabels: 'karpenter',
        spotLabels: { 'eks.amazonaws.com/capacityType': 'SPOT' },
      }),
    ).toEqual({
      'eks.amazonaws.com/capacityType': 'SPOT',
      'karpenter.k8s.aws/instance-gpu-name': 'l4',
    });
    expect(selector({ nodeLabels: 'none', spotLabels: {} })).toBeUndefined();
  });

  it('mounts scratch space and names an S3 prefix', () => {
    const worker = (storage: unknown) =>
      buildRayCluster(clusterInput({ storage })).spec.workerGroupSpecs[0]
        .template.spec;
    expect(worker({ type: 'ephemeral', size: '50Gi' })).toMatchObject({
      volumes: [{ name: 'storage', emptyDir: { sizeLimit: '50Gi' } }],
    });
    const { volumes, containers } = worker({
      type: 's3',
      uri: 's3://models/churn',
    });
    expect(volumes).toBeUndefined();
    expect(containers[0].env).toContainEqual({
      name: 'CALLBOARD_STORAGE',
      value: 's3://models/churn',
    });
  });
});
