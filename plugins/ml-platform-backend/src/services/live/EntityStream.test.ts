import { EntityState } from '@callboard/plugin-ml-platform-common';
import { ChangeHub } from './ChangeHub';
import { EntityStream } from './EntityStream';
import { decodeEventId } from './eventId';

const empty = { items: [], sources: [], lookedFor: [] };

function stateAt(revision: number, observedAt = '2026-11-23T10:00:00Z') {
  const state: EntityState = {
    entityRef: 'component:default/x',
    workloads: {
      items: [],
      sources: [{ kind: 'kubernetes', name: 'c', state: 'live', observedAt }],
      lookedFor: [{ what: `revision ${revision}`, where: 'c' }],
    },
    accelerators: empty,
    models: empty,
  };
  return state;
}

describe('EntityStream', () => {
  const changes = new ChangeHub();
  let state: EntityState;
  let reads: number;
  let frames: string[];
  let drained: (() => void) | undefined;
  let slow: boolean;
  let stream: EntityStream;

  function open(held = {}) {
    stream = new EntityStream({
      read: () => {
        reads += 1;
        return state;
      },
      held,
      changes,
      topics: ['id:x', 'status'],
      timings: { coalesceMs: 250, ageMs: 5000, heartbeatMs: 15_000 },
      sink: {
        write: frame => {
          frames.push(frame);
          return !slow;
        },
        onDrained: listener => {
          drained = listener;
        },
      },
    });
  }

  const idsOf = (frame: string) =>
    [...frame.matchAll(/^id: (.*)$/gm)].map(match => match[1]);
  const eventsOf = (frame: string) =>
    [...frame.matchAll(/^event: (.*)$/gm)].map(match => match[1]);

  beforeEach(() => {
    jest.useFakeTimers({ now: Date.parse('2026-11-23T10:00:00Z') });
    state = stateAt(1);
    reads = 0;
    frames = [];
    slow = false;
    drained = undefined;
  });

  afterEach(() => {
    stream.close();
    jest.useRealTimers();
  });

  it('sends all sections first, then only what changed, once a quarter second', () => {
    open();
    expect(eventsOf(frames[0])).toEqual([
      'workloads',
      'accelerators',
      'models',
    ]);
    for (let i = 2; i < 100; i += 1) {
      state = stateAt(i);
      changes.publish('id:x');
      changes.publish('id:others');
    }
    expect(frames).toHaveLength(1);
    jest.advanceTimersByTime(250);
    expect(frames).toHaveLength(2);
    expect(eventsOf(frames[1])).toEqual(['workloads']);
    expect(frames[1]).toContain('revision 99');
    expect(reads).toBe(2);
  });

  it('resumes by state: what the client holds is not sent again', () => {
    open();
    const [afterWorkloads, , afterAll] = idsOf(frames[0]);
    stream.close();

    frames = [];
    open(decodeEventId(afterAll));
    expect(frames).toEqual([]);
    stream.close();

    open(decodeEventId(afterWorkloads));
    expect(eventsOf(frames[0])).toEqual(['accelerators', 'models']);
    stream.close();

    frames = [];
    state = stateAt(2);
    open(decodeEventId(afterAll));
    expect(eventsOf(frames[0])).toEqual(['workloads']);
    expect(decodeEventId('garbage')).toEqual({});
  });

  it('sends ages alone every few seconds, and nothing when even they rest', () => {
    open();
    for (let second = 1; second <= 4; second += 1) {
      state = stateAt(1, `2026-11-23T10:00:0${second}Z`);
      changes.publish('status');
      jest.advanceTimersByTime(1000);
    }
    expect(frames).toHaveLength(1);
    jest.advanceTimersByTime(1010);
    expect(frames).toHaveLength(2);
    expect(eventsOf(frames[1])).toEqual(['workloads']);
    jest.advanceTimersByTime(9000);
    expect(frames).toHaveLength(2);
    jest.advanceTimersByTime(1000);
    expect(frames[2]).toBe(': open\n\n');
  });

  it('waits for a slow reader and then sends the newest state once', () => {
    slow = true;
    open();
    for (let i = 2; i < 50; i += 1) {
      state = stateAt(i);
      changes.publish('id:x');
      jest.advanceTimersByTime(1000);
    }
    expect(frames).toHaveLength(1);
    slow = false;
    drained?.();
    jest.advanceTimersByTime(250);
    expect(frames).toHaveLength(2);
    expect(frames[1]).toContain('revision 49');
  });

  it('leaves no timer and no subscription behind', () => {
    open();
    changes.publish('id:x');
    stream.close();
    changes.publish('id:x');
    expect(jest.getTimerCount()).toBe(0);
  });
});
