import {
  kubeObject,
  podStatuses,
  rayCluster,
  rayPod,
} from '../../__testUtils__/objects';
import { projectPod } from '../clusters/projectPod';
import { judgePod } from './judgePod';

const owner = rayCluster({});

function judge(status: Record<string, unknown>, metadata = {}) {
  return judgePod(projectPod(rayPod(owner, { name: 'w0', status, metadata })));
}

describe('judgePod', () => {
  it.each([
    ['running', podStatuses.running, 'running', undefined, undefined],
    [
      'no free device',
      podStatuses.unschedulable,
      'pending',
      'Unschedulable',
      'No node has 4 x nvidia.com/gpu free. Other nodes have the taint spot: true.',
    ],
    [
      'a taint',
      podStatuses.tainted,
      'pending',
      'UntoleratedTaint',
      'Nodes have the taint nvidia.com/gpu: present and the pod does not tolerate it.',
    ],
    [
      'an image that is not there',
      podStatuses.imagePull,
      'failed',
      'ImagePullBackOff',
      'The image rayproject/ray:2.60.0-gpu cannot be pulled.',
    ],
    [
      'a secret that is not there',
      podStatuses.badSecret,
      'failed',
      'CreateContainerConfigError',
      'Container ray cannot be set up: secret "hf" not found',
    ],
    [
      'out of memory, again and again',
      podStatuses.oom,
      'failed',
      'OOMKilled',
      'Container ray ran out of memory and was killed 4 times and is restarted ever more slowly.',
    ],
    [
      'evicted',
      podStatuses.evicted,
      'failed',
      'Evicted',
      'The node was low on resource: memory.',
    ],
    ['succeeded', podStatuses.succeeded, 'succeeded', undefined, undefined],
    [
      'a phase of the future',
      { phase: 'Dreaming' },
      'starting',
      undefined,
      undefined,
    ],
    ['no status at all', {}, 'starting', undefined, undefined],
    ['a lost node', { phase: 'Unknown' }, 'failed', undefined, undefined],
  ])('judges %s', (_, status, state, code, message) => {
    const { view, reasons } = judge(status);
    expect(view.state).toBe(state);
    expect(reasons[0]?.code).toBe(code);
    expect(reasons[0]?.message).toBe(message);
    expect(reasons.every(reason => reason.fix && reason.object)).toBe(true);
  });

  it.each([
    ['manifest unknown', /name and the tag/],
    ['401 Unauthorized', /pull secret/],
    ['toomanyrequests: rate limit', /rate/],
    ['i/o timeout', /reaches its registry/],
  ])('says what to do about an image: %s', (message, fix) => {
    const status = {
      phase: 'Pending',
      containerStatuses: [
        {
          name: 'ray',
          state: { waiting: { reason: 'ErrImagePull', message } },
        },
      ],
    };
    expect(judge(status).reasons[0].fix).toMatch(fix);
  });

  it('tells nodes that are full from those that do not match', () => {
    // Word for word from kube-scheduler 1.36.3.
    const message =
      "0/5 nodes are available: 1 Insufficient nvidia.com/gpu, 4 node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, preemption: 0/5 nodes are available: 1 No preemption victims found for incoming pod, 4 Preemption is not helpful for scheduling.";
    const [condition] = podStatuses.unschedulable.conditions;
    expect(
      judge({
        ...podStatuses.unschedulable,
        conditions: [{ ...condition, message }],
      }).reasons[0].message,
    ).toMatch(
      /^No node has .*nvidia.com\/gpu free\. 4 others do not match its node selector/,
    );
  });

  it('shows a deleted pod as terminating, without reasons', () => {
    const { view, reasons } = judge(podStatuses.oom, {
      deletionTimestamp: '2026-11-20T11:00:00Z',
    });
    expect(view.state).toBe('terminating');
    expect(reasons).toEqual([]);
  });

  it('counts devices as the scheduler does', () => {
    const container = (name: string, gpus: number, more = {}) => ({
      name,
      resources: {
        requests: { 'nvidia.com/gpu': gpus, 'vpc.amazonaws.com/efa': 1 },
      },
      ...more,
    });
    const pod = kubeObject(
      'v1',
      'Pod',
      { name: 'p' },
      {
        spec: {
          // 2 at once with the sidecar while it runs, 1 + 4 while it starts.
          containers: [container('a', 1)],
          initContainers: [
            container('sidecar', 1, { restartPolicy: 'Always' }),
            container('prepare', 4),
          ],
        },
      },
    );
    expect(judgePod(projectPod(pod)).view.accelerators).toEqual({
      'nvidia.com/gpu': 5,
    });
  });

  it('keeps no environment and survives nonsense', () => {
    const pod = projectPod(rayPod(owner, { name: 'w0' }));
    expect(JSON.stringify(pod)).not.toContain('must-not-be-kept');
    const nonsense = kubeObject(
      'v1',
      'Pod',
      { name: 'p' },
      {
        spec: { containers: 'none', nodeName: 7 },
        status: { phase: null, conditions: [null, 'x', { type: 1 }] },
      },
    );
    expect(judgePod(projectPod(nonsense)).view.state).toBe('pending');
  });
});
