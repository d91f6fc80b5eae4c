import { formatFinding } from '../Finding';
import { inputFindings } from '../input/refuse';
import { rayClusterInput } from './rayClusterInput';
import { rayJobInput } from './rayJobInput';

const valid = {
  name: 'churn-train',
  cluster: 'demo',
  namespace: 'team-vision',
  entityRef: 'component:default/churn-train',
  entrypoint: 'python train.py',
};

function refusals(fields: Record<string, unknown>): string[] {
  const result = rayJobInput.safeParse({ ...valid, ...fields });
  return result.success ? [] : inputFindings(result.error).map(formatFinding);
}

const hfToken = `hf_${'a1B2'.repeat(8)}`;

describe('rayJobInput', () => {
  it('fills in defaults, and takes empty text for not given', () => {
    const input = rayJobInput.parse({ ...valid, queue: '', image: '' });
    expect(input).toMatchObject({
      head: { cpu: '2', memory: '8Gi' },
      workers: { cpu: '4', memory: '16Gi' },
      accelerator: { profile: 'none', onDemand: false },
      ttlSeconds: 300,
      spot: false,
      env: [],
    });
    expect(input.queue).toBeUndefined();
  });

  it.each([
    [
      { workers: { memory: '16 GB' } },
      'workers.memory: "16 GB" is not a Kubernetes quantity. Fix: use 16G or 16Gi',
    ],
    [
      { workers: { memory: '16' } },
      'workers.memory: "16" is 16 bytes, too little to start in. Fix: use 16G or 16Gi',
    ],
    [
      { head: { memory: 'plenty' } },
      'head.memory: "plenty" is not a Kubernetes quantity. Fix: use a number with Mi, Gi or Ti, such as 16Gi',
    ],
    [
      { workers: { cpu: '4 cores' } },
      'workers.cpu: "4 cores" is not a number of CPU cores. Fix: use 4 for cores or 4000m for thousandths of a core',
    ],
    [
      { name: 'Churn Train!' },
      'name: "Churn Train!" is not a DNS label. Fix: use lower-case letters, digits and dashes, starting with a letter and ending with a letter or digit, such as churn-train',
    ],
    [
      { name: 'a'.repeat(40) },
      `name: "${'a'.repeat(
        40,
      )}" has 40 characters, the limit is 38. Fix: shorten it by 2`,
    ],
    [
      { workers: { replicas: 2, maxReplicas: 4 } },
      'workers.replicas: a fixed number and a range are both given. Fix: give replicas, or minReplicas and maxReplicas',
    ],
    [
      { workers: { minReplicas: 3, maxReplicas: 2 } },
      'workers.maxReplicas: 2 is less than the least number of workers. Fix: use 3 or more',
    ],
    [
      { accelerator: { profile: 'nvidia-h100' } },
      'accelerator.profile: "nvidia-h100" is not an accelerator type. Fix: did you mean nvidia-h100-80gb? known: aws-inferentia2, aws-trainium1, aws-trainium2, none, nvidia-a100-80gb, nvidia-a10g, nvidia-h100-80gb, nvidia-l4',
    ],
    [
      { accelerator: { profile: 'nvidia-l4', count: 9 } },
      'accelerator.count: no node has 9 x NVIDIA L4 24 GB. Fix: use 8 or fewer and more workers',
    ],
    [
      { accelerator: { count: 1 } },
      'accelerator.count: 1 devices of no type. Fix: choose accelerator.profile, or use 0',
    ],
    [
      { accelerator: { profile: 'aws-trainium2' } },
      'image: Ray publishes no image for AWS Trainium2 96 GB. Fix: give one with Ray and the Neuron SDK',
    ],
    [
      { image: 'registry.example.com:5000/own:main' },
      'rayVersion: the tag of "registry.example.com:5000/own:main" does not tell the Ray release. Fix: give the release that is inside, such as 2.55.1',
    ],
    [
      { entrypoint: 'python a.py\npython b.py' },
      'entrypoint: "python a.py\npython b.py" is not a command of one line. Fix: give one line; join several commands with &&',
    ],
    [
      { storage: { type: 's3', uri: 'https://bucket' } },
      'storage.uri: "https://bucket" is not an S3 location. Fix: use s3://bucket/prefix',
    ],
    [
      { storage: { type: 'pvc', claimName: '' } },
      'storage.claimName: pvc storage needs it. Fix: give it a value',
    ],
    [
      { storage: { uri: 's3://models' } },
      'storage.uri: it does not go with none storage. Fix: remove it, or choose another type',
    ],
    [
      {
        env: [
          { name: 'A', value: '1' },
          { name: 'A', value: '2' },
        ],
      },
      'env.1.name: A is given twice. Fix: keep one',
    ],
    [
      { env: [{ name: 'MLFLOW_TRACKING_URI', value: 'http://x' }] },
      'env.0.name: MLFLOW_TRACKING_URI is set by the platform. Fix: use mlflow.trackingUri',
    ],
    [
      { wokers: {} },
      "input: Unrecognized key(s) in object: 'wokers'. Fix: remove wokers",
    ],
    [{ namespace: undefined }, 'namespace: Required. Fix: give it a value'],
  ])('refuses %j', (fields, message) => {
    expect(refusals(fields)).toEqual([message]);
  });

  it.each([
    [{ env: [{ name: 'API_TOKEN', value: 'x9' }] }, 'env.0.value'],
    [{ env: [{ name: 'DB_PASSWORD_1', value: 'x9' }] }, 'env.0.value'],
    [{ env: [{ name: 'AWS_SECRET_ACCESS_KEY', value: 'x' }] }, 'env.0.value'],
    [{ env: [{ name: 'MODEL', value: hfToken }] }, 'env.0.value'],
    [{ env: [{ name: 'ID', value: `AKIA${'Z'.repeat(16)}` }] }, 'env.0.value'],
    [{ env: [{ name: 'T', value: `ghp_${'z'.repeat(36)}` }] }, 'env.0.value'],
    [
      { env: [{ name: 'K', value: '-----BEGIN RSA PRIVATE KEY-----\nx' }] },
      'env.0.value',
    ],
    [{ runtimeEnv: { env_vars: { HF: hfToken } } }, 'runtimeEnv.env_vars.HF'],
    [{ entrypoint: `python a.py --token ${hfToken}` }, 'entrypoint'],
  ])('refuses a literal secret and does not repeat it: %#', (fields, path) => {
    const [message, ...more] = refusals(fields);
    expect(more).toEqual([]);
    expect(message).toMatch(/secret/i);
    expect(message.startsWith(`${path}: `)).toBe(true);
    expect(message).toMatch(/secretRef/);
    expect(message).not.toContain(hfToken);
  });

  it('takes references to secrets, and switches that only sound like one', () => {
    expect(
      refusals({
        env: [
          { name: 'HF_TOKEN', secretRef: { name: 'hub', key: 'token' } },
          { name: 'HF_HUB_DISABLE_IMPLICIT_TOKEN', value: '1' },
          { name: 'TOKENIZERS_PARALLELISM', value: 'false' },
        ],
      }),
    ).toEqual([]);
  });
});

describe('rayClusterInput', () => {
  it('allows a longer name and no entrypoint', () => {
    const { entrypoint, ...cluster } = valid;
    const parse = (fields: object) => rayClusterInput.safeParse(fields).success;
    expect(parse({ ...cluster, name: 'a'.repeat(53) })).toBe(true);
    expect(parse({ ...cluster, name: 'a'.repeat(54) })).toBe(false);
    expect(parse({ ...cluster, entrypoint })).toBe(false);
  });
});
