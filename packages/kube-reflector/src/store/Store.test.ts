import { Mirror } from '../__testUtils__/Mirror';
import { StoredObject } from '../types';
import { Store } from './Store';

function pod(
  uid: string,
  version: number,
  metadata: Partial<StoredObject['metadata']> = {},
): StoredObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      uid,
      name: uid,
      namespace: 'a',
      resourceVersion: String(version),
      creationTimestamp: '2026-11-01T00:00:00Z',
      ...metadata,
    },
  };
}

function owner(uid: string) {
  return { apiVersion: 'v1', kind: 'Job', name: uid, uid };
}

const tick = () => new Promise(resolve => setImmediate(resolve));

describe('Store', () => {
  it('finds objects by uid, name, namespace, owner and label, as they are now', () => {
    const store = new Store({ indexedLabels: ['team'] });
    store.set(pod('1', 1, { labels: { team: 'x', other: 'y' } }));
    store.set(pod('2', 2, { labels: { team: 'x' }, namespace: 'b' }));
    store.set(pod('3', 3, { ownerReferences: [owner('j'), owner('k')] }));
    store.set(pod('4', 4, { namespace: undefined }));
    const uids = (objects: StoredObject[]) =>
      objects.map(({ metadata }) => metadata.uid);

    expect(store.size).toBe(4);
    expect(store.get('1')?.metadata.name).toBe('1');
    expect(store.getByName('b', '2')?.metadata.uid).toBe('2');
    expect(store.getByName(undefined, '4')?.metadata.uid).toBe('4');
    expect(store.getByName('a', '2')).toBeUndefined();
    expect(uids(store.list())).toEqual(['1', '2', '3', '4']);
    expect(uids(store.list('a'))).toEqual(['1', '3']);
    expect(uids(store.byIndex('namespace', 'b'))).toEqual(['2']);
    expect(uids(store.byIndex('owner', 'k'))).toEqual(['3']);
    expect(uids(store.byIndex('label:team', 'x'))).toEqual(['1', '2']);
    expect(() => store.byIndex('label:other', 'y')).toThrow(RangeError);

    store.set(pod('1', 5, { labels: { team: 'z' } }));
    store.set(pod('3', 6, { ownerReferences: [owner('j')] }));
    store.delete('2');
    expect(uids(store.byIndex('label:team', 'x'))).toEqual([]);
    expect(uids(store.byIndex('label:team', 'z'))).toEqual(['1']);
    expect(uids(store.byIndex('owner', 'k'))).toEqual([]);
    expect(uids(store.byIndex('owner', 'j'))).toEqual(['3']);
    expect(store.list('b')).toEqual([]);
  });

  it('announces each change once, in order, and a recreated object as two', async () => {
    const store = new Store();
    const mirror = new Mirror(store);
    store.set(pod('1', 1));
    store.set(pod('1', 1));
    store.set(pod('1', 2));
    store.set({ ...pod('1', 2), apiVersion: 'v2' });
    store.set(pod('9', 3, { name: '1' }));
    store.delete('1');
    expect(mirror.log).toEqual([]);
    await tick();
    expect(mirror.log).toEqual([
      'added 1',
      'modified 1',
      'modified 1',
      'deleted 1',
      'added 1',
    ]);
    expect(store.getByName('a', '1')?.metadata.uid).toBe('9');
    mirror.verify();
  });

  it('keeps listeners apart from each other', async () => {
    const store = new Store();
    const heard: string[] = [];
    const raised: unknown[] = [];
    jest
      .spyOn(process, 'nextTick')
      .mockImplementationOnce((raise: Function) => {
        try {
          raise();
        } catch (error) {
          raised.push(error);
        }
      });
    store.subscribe(() => {
      throw new Error('broken listener');
    });
    const end = store.subscribe(deltas => heard.push(deltas[0].type));
    store.set(pod('1', 1));
    await tick();
    expect(heard).toEqual(['added']);
    expect(raised).toEqual([new Error('broken listener')]);
    end();
  });
});
