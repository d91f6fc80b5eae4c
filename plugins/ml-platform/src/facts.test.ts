import { HealthStatus, Workload } from '@callboard/plugin-ml-platform-common';
import { holding } from '../dev/fixtures/states';
import { completed, degraded, queued } from '../dev/fixtures/workloads';
import { partsOf } from './accelerators/holdingFacts';
import { backoffMs, delay } from './live/backoff';
import { formatDuration } from './live/duration';
import { formatDelta, formatMetric } from './models/modelFacts';
import { deliverySteps } from './workloads/deliverySteps';
import {
  liveGroups,
  ranForMs,
  requestedBy,
  teamOf,
} from './workloads/workloadFacts';

describe('facts', () => {
  it.each([
    [-5_000, '0 s'],
    [999, '0 s'],
    [42_000, '42 s'],
    [6.9 * 60_000, '6 min'],
    [125 * 60_000, '2 h 5 min'],
    [2 * 3_600_000, '2 h'],
    [23 * 3_600_000 + 59_000, '23 h'],
    [75 * 3_600_000, '3 d'],
  ])('formats %d ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it.each([
    [0.91712345, 0.9132, '0.9171', '+0.0039'],
    [0.2344, 0.2391, '0.2344', '−0.0047'],
    [3, 3, '3', '±0'],
    [NaN, 1, 'NaN', '–'],
  ])('formats metric %d against %d', (value, base, text, delta) => {
    expect(formatMetric(value)).toBe(text);
    expect(formatDelta(value, base)).toBe(delta);
  });

  it('never counts a device that was not measured as idle', () => {
    expect(partsOf(holding)).toEqual({
      busy: 5,
      idle: 1,
      unmeasured: 1,
      waiting: 9,
    });
    expect(partsOf({ ...holding, usage: undefined })).toEqual({
      busy: 0,
      idle: 0,
      unmeasured: 7,
      waiting: 9,
    });
    // Metrics lag behind: pods that are gone may still be measured.
    expect(partsOf({ ...holding, allocated: 2, requested: 2 })).toEqual({
      busy: 2,
      idle: 0,
      unmeasured: 0,
      waiting: 0,
    });
  });

  it('follows a workload from Git to running', () => {
    const states = (workload: typeof queued) =>
      deliverySteps(workload).map(({ id, state }) => `${id} ${state}`);
    expect(states(queued)).toEqual([
      'git done',
      'sync done',
      'applied done',
      'running active',
    ]);
    expect(states(degraded)).toEqual([
      'git done',
      'sync problem',
      'applied done',
      'running problem',
    ]);
    expect(states({ ...completed, delivery: undefined })).toEqual([
      'applied done',
      'running done',
    ]);
  });

  it.each([
    ['healthy', 'done'],
    ['completed', 'done'],
    ['progressing', 'active'],
    ['queued', 'active'],
    ['suspended', 'waiting'],
    ['stopped', 'waiting'],
    ['missing', 'problem'],
    ['degraded', 'problem'],
    ['failed', 'problem'],
    ['unknown', 'unknown'],
    ['not-known-yet', 'unknown'],
  ])('ends the way of what is %s with %s', (status, state) => {
    const workload = {
      ...queued,
      startedAt: undefined,
      verdict: { ...queued.verdict, status: status as HealthStatus },
    };
    expect(deliverySteps(workload).pop()?.state).toBe(state);
  });

  it('tells what has ended from what has not begun', () => {
    const names = (workload: Workload) =>
      liveGroups(workload).map(({ name }) => name);
    expect(names(completed)).toEqual([]);
    expect(ranForMs(completed)).toBe(52 * 60_000);
    expect(names(queued)).toEqual(['head', 'workers']);
    expect(ranForMs(queued)).toBeUndefined();
    // Scaled to zero, and may grow again.
    const idle = { ...queued.groups[1], desired: 0, max: 4 };
    expect(names({ ...queued, groups: [idle] })).toEqual(['workers']);
    expect(names({ ...completed, groups: [idle] })).toEqual([]);
  });

  it('counts what is asked for, from the pods when nobody else tells', () => {
    expect(requestedBy(queued)).toEqual([['nvidia.com/gpu', 8]]);
    expect(requestedBy(degraded)).toEqual([['nvidia.com/gpu', 6]]);
    expect(requestedBy({ ...degraded, finishedAt: 'then' })).toEqual([]);
    expect(requestedBy({ ...degraded, requested: { a: 0 } })).toEqual([]);
    expect([queued, degraded].map(teamOf)).toEqual(['vision', 'team-vision']);
  });

  it('backs off further each time, up to a limit, with jitter', async () => {
    expect([0, 1, 5, 50].map(n => backoffMs(n, () => 1))).toEqual([
      500, 1_000, 16_000, 30_000,
    ]);
    expect(backoffMs(0, () => 0)).toBe(250);
    const controller = new AbortController();
    const waiting = delay(60_000, controller.signal);
    controller.abort();
    await waiting;
  });
});
