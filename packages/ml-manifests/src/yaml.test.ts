import fc from 'fast-check';
import { fromYaml, toYaml } from './yaml';

/** -0 is not a JSON number that YAML keeps, and no manifest has one. */
const json = fc
  .jsonValue({ depthSize: 'medium' })
  .map(value => JSON.parse(JSON.stringify(value)));

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(shuffled);
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, shuffled(item)]),
  );
}

describe('toYaml', () => {
  it('reads back as what was written', () => {
    fc.assert(
      fc.property(json, value => {
        expect(fromYaml(toYaml(value))).toEqual(value);
      }),
      { numRuns: 500 },
    );
  });

  it('reads back any text, whatever it looks like', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom(' ', '\n', '\t', ':', '#', '-', 'a') }),
    );
    fc.assert(
      fc.property(text, text, (key, value) => {
        const object = { [key]: [value, { [value]: key }] };
        expect(fromYaml(toYaml(object))).toEqual(object);
      }),
      { numRuns: 500 },
    );
  });

  it('does not depend on the order of keys and ends with one newline', () => {
    fc.assert(
      fc.property(json, value => {
        const text = toYaml(value);
        expect(toYaml(shuffled(value))).toBe(text);
        expect(text).toMatch(/[^\n]\n$/);
      }),
      { numRuns: 500 },
    );
  });

  it('writes apiVersion, kind and metadata first, and nothing undefined', () => {
    const shared = { b: 1, a: undefined };
    expect(
      toYaml({
        spec: { one: shared, two: shared, list: [undefined, 'x'] },
        metadata: { name: 'x' },
        kind: 'RayJob',
        apiVersion: 'ray.io/v1',
        10: 'ten',
        9: 'nine',
      }),
    ).toBe(
      [
        'apiVersion: ray.io/v1',
        'kind: RayJob',
        'metadata:',
        '  name: x',
        '"10": ten',
        '"9": nine',
        'spec:',
        '  list:',
        '    - x',
        '  one:',
        '    b: 1',
        '  two:',
        '    b: 1',
        '',
      ].join('\n'),
    );
  });

  it('quotes text that YAML 1.1 readers take for something else', () => {
    for (const text of ['yes', 'on', 'No', '012', '1_000', '12:30:00', '~']) {
      expect(toYaml({ value: text })).toMatch(/^value: "[^"]+"\n$/);
    }
  });

  it('folds no long line', () => {
    const command = 'python train.py '.repeat(40).trim();
    expect(toYaml({ command })).toBe(`command: ${command}\n`);
  });
});
