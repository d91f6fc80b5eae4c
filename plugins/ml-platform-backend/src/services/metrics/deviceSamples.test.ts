import { Series } from './PrometheusClient';
import { readDevices } from './deviceSamples';
import { UsageHistory } from './UsageHistory';

const labels = {
  UUID: 'GPU-1',
  Hostname: 'node-1',
  pod: 'exporter',
  namespace: 'gpu-operator',
  exported_pod: 'w0',
  exported_namespace: 'team',
};

function series(
  name: string,
  value: number,
  more: Record<string, string> = {},
): Series {
  return {
    labels: { ...labels, __name__: name, ...more },
    values: [[1000, value]],
  };
}

const MIG = { GPU_I_ID: '3', GPU_I_PROFILE: '1g.10gb' };

describe('readDevices', () => {
  it.each([
    ['old percent', [series('DCGM_FI_DEV_GPU_UTIL', 40)], 0.4],
    ['new ratio', [series('DCGM_FI_DEV_GPU_UTIL_RATIO', 0.4)], 0.4],
    ['profiling', [series('DCGM_FI_PROF_GR_ENGINE_ACTIVE', 0.4)], 0.4],
    [
      'both, the better one named',
      [
        series('DCGM_FI_PROF_GR_ENGINE_ACTIVE', 0.9),
        series('DCGM_FI_DEV_GPU_UTIL', 40),
      ],
      0.4,
    ],
    [
      'a MIG slice, by its own engine',
      [
        series('DCGM_FI_DEV_GPU_UTIL', 90, MIG),
        series('DCGM_FI_PROF_GR_ENGINE_ACTIVE', 0.4, MIG),
      ],
      0.4,
    ],
    ['a Neuron core', [series('neuroncore_utilization_ratio', 0.4)], 0.4],
    ['idle', [series('DCGM_FI_DEV_GPU_UTIL', 0)], 0],
    ['a wrong unit', [series('DCGM_FI_DEV_GPU_UTIL_RATIO', 40)], undefined],
    ['something else', [series('up', 1)], undefined],
    [
      'a MIG slice without its own',
      [series('DCGM_FI_DEV_GPU_UTIL', 9, MIG)],
      undefined,
    ],
  ])('reads %s', (_, input, utilization) => {
    expect(readDevices(input)[0]?.utilization).toBe(utilization);
  });

  it('joins by the workload, with or without exported labels', () => {
    const plain = { exported_pod: '', exported_namespace: '' };
    const devices = readDevices([
      series('DCGM_FI_DEV_GPU_UTIL', 10),
      series('DCGM_FI_DEV_GPU_UTIL', 20, {
        ...plain,
        pod: 'w1',
        namespace: 'team',
        UUID: '',
        gpu: '5',
        Hostname: '',
        hostname: 'node-2',
      }),
      series('DCGM_FI_DEV_GPU_UTIL', 30, { ...plain, pod: '', namespace: '' }),
    ]);
    expect(
      devices.map(({ namespace, pod, id, node }) => [namespace, pod, id, node]),
    ).toEqual([
      ['team', 'w0', 'GPU-1', 'node-1'],
      ['team', 'w1', 'node-2/5', 'node-2'],
    ]);
  });

  it('brings memory of both generations to bytes', () => {
    const GIB = 1024 ** 3;
    const old = [
      series('DCGM_FI_DEV_FB_USED', 1024),
      series('DCGM_FI_DEV_FB_FREE', 3072),
    ];
    const renamed = [
      series('DCGM_FI_DEV_FB_USED_BYTES', GIB),
      series('DCGM_FI_DEV_FB_FREE_BYTES', 3 * GIB),
    ];
    for (const input of [old, renamed]) {
      expect(readDevices(input)[0]).toMatchObject({
        memoryUsedBytes: GIB,
        memoryTotalBytes: 4 * GIB,
      });
    }
    expect(readDevices(old.slice(0, 1))[0].memoryTotalBytes).toBeUndefined();
  });
});

describe('UsageHistory', () => {
  const pods = new Set(['team/w0', 'team/w1']);
  const sample = (pod: string, time: number, utilization?: number) => ({
    id: `GPU-${pod}`,
    node: 'n',
    namespace: 'team',
    pod,
    time,
    utilization,
  });

  it('means over devices by the minute and forgets after an hour', () => {
    const history = new UsageHistory();
    history.load([
      {
        labels: { ...labels, __name__: 'DCGM_FI_DEV_GPU_UTIL' },
        values: [
          [0, 100],
          [60, 50],
        ],
      },
    ]);
    history.append([sample('w0', 125, 0.2), sample('w1', 130, 0.4)], 130_000);
    history.append([sample('other', 130, 1), sample('w1', 200)], 200_000);
    const means = [
      [0, 1],
      [60, 0.5],
      [120, 0.3],
    ];
    expect(history.mean(pods)).toEqual([
      ...means.slice(0, 2),
      [120, expect.closeTo(0.3)],
    ]);
    history.append([], 3_700_000);
    expect(history.mean(pods)).toEqual([[120, 0.3]]);
    history.append([], 9_000_000);
    expect(history.mean(pods)).toEqual([]);
  });
});
