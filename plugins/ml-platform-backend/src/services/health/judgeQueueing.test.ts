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
