import { kueueWorkload, kubeObject, rayJob } from '../../__testUtils__/objects';
import { projectKueueWorkload, projectQueue } from '../clusters/projectKueue';
import { QueueContext, judgeQueueing } from './judgeQueueing';

const job = rayJob({});

function judge(
  condition: { status: string; reason: string; message?: string },
  context?: QueueContext,
) {
  return judgeQueueing(
    projectKueueWorkload(kueueWorkload(job, condition)),
    context,
  );
}

/** As Kueue 0.19.2 writes it: spec from a person, reservation from Kueue. */
const gpuQueue = projectQueue(
  kubeObject(
    'kueue.x-k8s.io/v1beta2',
    'ClusterQueue',
    { name: 'gpus' },
    {
      spec: {
        resourceGroups: [
          {
            coveredResources: ['memory', 'nvidia.com/gpu'],
            flavors: [
              {
                name: 'a100',
                resources: [
                  { name: 'memory', nominalQuota: '512Gi' },
                  { name: 'nvidia.com/gpu', nominalQuota: '8' },
                ],
              },
            ],
          },
        ],
      },
      status: {
        flavorsReservation: [
          {
            name: 'a100',
            resources: [
              { name: 'memory', borrowed: '0', total: '64Gi' },
              { name: 'nvidia.com/gpu', borrowed: '0', total: '7' },
            ],
          },
        ],
      },
    },
  ),
);

describe('judgeQueueing', () => {
  it.each([
    [{ status: 'False', reason: 'Pending' }, 'queue', 'Pending'],
    [
      { status: 'False', reason: 'WaitingForQuota' },
      'queue',
      'WaitingForQuota',
    ],
    [
      { status: 'False', reason: 'ExceedsMaxQuota' },
      'quota',
      'ExceedsMaxQuota',
    ],
    [
      { status: 'False', reason: 'NoMatchingFlavor' },
      'quota',
      'NoMatchingFlavor',
    ],
    [{ status: 'False', reason: 'Inadmissible' }, 'queue', 'Inadmissible'],
    [{ status: 'False', reason: 'InventedLater' }, 'queue', 'InventedLater'],
  ])('reads %j', (condition, layer, code) => {
    const { admitted, queue, reasons } = judge(condition);
    expect(admitted).toBe(false);
    expect(queue).toBe('vision-gpu');
    expect(reasons[0]).toMatchObject({ layer, code });
    expect(reasons[0].fix).toBeTruthy();
  });

  it('says what it waits for and its position', () => {
    const { reasons } = judge(
      {
        status: 'False',
        reason: 'Pending',
        message: 'insufficient unused quota for nvidia.com/gpu, 6 more needed',
      },
      { ahead: 2 },
    );
    expect(reasons[0].message).toBe(
      'Waits for 8 x nvidia.com/gpu in queue vision-gpu, position 3: insufficient unused quota for nvidia.com/gpu, 6 more needed',
    );
  });

  /* Messages of Kueue 0.19.2, whose reason is Pending for all of them. */
  const assign = "couldn't assign flavors to pod set worker-group: ";
  const never =
    'insufficient quota for nvidia.com/gpu in flavor a100, previously considered podsets requests (0) + current podset request (16) > maximum capacity (8)';
  const inUse =
    'insufficient unused quota for nvidia.com/gpu in flavor a100, 4 more needed';
  it.each([
    [
      assign + inUse,
      false,
      'queue',
      'WaitingForQuota',
      'Waits for 8 x nvidia.com/gpu in queue vision-gpu: 1 of 8 free, position 1',
    ],
    [
      `${assign}flavor l4 doesn't match node affinity, ${inUse}`,
      false,
      'queue',
      'WaitingForQuota',
      'Waits for 8 x nvidia.com/gpu in queue vision-gpu: 1 of 8 free, position 1',
    ],
    [
      `${assign}insufficient unused quota for memory in flavor default, 12Gi more needed`,
      false,
      'queue',
      'WaitingForQuota',
      'Waits for 8 x nvidia.com/gpu in queue vision-gpu: 12Gi of memory more needed, position 1',
    ],
    [
      assign + never,
      true,
      'quota',
      'ExceedsMaxQuota',
      'Waits for 8 x nvidia.com/gpu in queue vision-gpu: 8 is all the queue may ever get',
    ],
    [
      `${assign}insufficient quota for nvidia.com/gpu in flavor a100, request > maximum capacity (16 > 8)`,
      true,
      'quota',
      'ExceedsMaxQuota',
      'Waits for 8 x nvidia.com/gpu in queue vision-gpu: 8 is all the queue may ever get',
    ],
    [
      // Another flavor could still give it.
      `${assign}${never}, insufficient unused quota for nvidia.com/gpu in flavor h100, 8 more needed`,
      false,
      'queue',
      'WaitingForQuota',
      'Waits for 8 x nvidia.com/gpu in queue vision-gpu: 8 x nvidia.com/gpu more needed, position 1',
    ],
    [
      // Memory will be free; devices never.
      `couldn't assign flavors to pod set head: insufficient unused quota for memory in flavor a100, 1Gi more needed; ${assign}${never}`,
      true,
      'quota',
      'ExceedsMaxQuota',
      'Waits for 8 x nvidia.com/gpu in queue vision-gpu: 8 is all the queue may ever get',
    ],
    [
      `${assign}resource aws.amazon.com/neuron unavailable in ClusterQueue`,
      true,
      'quota',
      'NoMatchingFlavor',
      'Waits for 8 x nvidia.com/gpu in queue vision-gpu: the queue has no aws.amazon.com/neuron',
    ],
    [
      `${assign}flavor a100 doesn't match node affinity`,
      true,
      'quota',
      'NoMatchingFlavor',
      'Waits for 8 x nvidia.com/gpu in queue vision-gpu: none of its flavors matches the node selector and tolerations',
    ],
    [
      'the words of a later release',
      false,
      'queue',
      'Pending',
      'Waits for 8 x nvidia.com/gpu in queue vision-gpu, position 1: the words of a later release',
    ],
  ])('puts into words: %s', (message, blocked, layer, code, words) => {
    const judged = judge(
      { status: 'False', reason: 'Pending', message },
      { clusterQueue: gpuQueue, ahead: 0 },
    );
    expect(judged.blocked).toBe(blocked);
    const [reason, raw] = judged.reasons;
    expect(reason).toMatchObject({ layer, code, message: words });
    expect([reason.message, raw?.message].join()).toContain(message);
  });

  it('says what lacks, not what is free, where a queue may borrow', () => {
    const { reasons } = judge(
      { status: 'False', reason: 'Pending', message: assign + inUse },
      { clusterQueue: { ...gpuQueue, cohort: 'all' }, ahead: 0 },
    );
    expect(reasons[0].message).toContain(': 4 x nvidia.com/gpu more needed,');
  });

  it('does not wait for a queue that is not there', () => {
    expect(
      judge({
        status: 'False',
        reason: 'Inadmissible',
        message: "LocalQueue nowhere doesn't exist",
      }),
    ).toMatchObject({
      blocked: true,
      reasons: [{ layer: 'queue', code: 'Inadmissible' }],
    });
  });

  it('names a stopped queue first', () => {
    const clusterQueue = projectQueue(
      kubeObject(
        'kueue.x-k8s.io/v1beta2',
        'ClusterQueue',
        { name: 'gpus' },
        {
          status: {
            conditions: [
              {
                type: 'Active',
                status: 'False',
                reason: 'Stopped',
                message: 'held',
              },
            ],
          },
        },
      ),
    );
    const { reasons } = judge(
      { status: 'False', reason: 'Pending' },
      { clusterQueue },
    );
    expect(reasons.map(reason => reason.code)).toEqual(['Stopped', 'Pending']);
  });

  it('has no reasons once admitted', () => {
    expect(judge({ status: 'True', reason: 'QuotaReserved' })).toEqual({
      queue: 'vision-gpu',
      admitted: true,
      reasons: [],
    });
  });
});
