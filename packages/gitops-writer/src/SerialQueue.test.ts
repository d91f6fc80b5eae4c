import { RepositoryUnavailableError } from './errors';
import { SerialQueue } from './SerialQueue';

it('runs one at a time, in order, whatever fails', async () => {
  const queue = new SerialQueue(10);
  const log: string[] = [];
  const task = (name: string) => async () => {
    log.push(`${name} begins`);
    await new Promise(setImmediate);
    log.push(`${name} ends`);
    if (name === 'b') {
      throw new Error('b fails');
    }
    return name;
  };
  const all = await Promise.allSettled(
    ['a', 'b', 'c'].map(name => queue.run(task(name))),
  );
  expect(all.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
  expect(log).toEqual(
    ['a', 'b', 'c'].flatMap(name => [`${name} begins`, `${name} ends`]),
  );
});

it('turns away those beyond its bound, and has room again', async () => {
  const queue = new SerialQueue(2);
  let release = () => {};
  const held = queue.run(
    () =>
      new Promise<void>(resolve => {
        release = resolve;
      }),
  );
  const controller = new AbortController();
  const waiting = queue.run(async () => 'never', controller.signal);
  await expect(queue.run(async () => 'too much')).rejects.toThrow(
    new RepositoryUnavailableError(
      '2 calls wait for the repository already: try again later',
    ),
  );
  controller.abort(new Error('gone'));
  await expect(waiting).rejects.toThrow('gone');
  release();
  await held;
  expect(await queue.run(async () => 'fits')).toBe('fits');
});
