import fc from 'fast-check';
import { LineSplitter } from './LineSplitter';
import { ListSplitter } from './ListSplitter';

/** Cuts bytes at arbitrary places. */
function cut(bytes: Buffer, places: number[]): Buffer[] {
  const at = [0, ...places.map(p => p % (bytes.length + 1)), bytes.length].sort(
    (a, b) => a - b,
  );
  return at.slice(1).map((end, i) => bytes.subarray(at[i], end));
}

function split(chunks: Buffer[], maxBytes: number = 1_000_000) {
  const splitter = new ListSplitter(maxBytes);
  const items = chunks.flatMap(chunk => [...splitter.push(chunk)]);
  return { items, members: splitter.end() };
}

const places = fc.array(fc.nat(), { maxLength: 30 });

describe('ListSplitter', () => {
  it('yields what JSON.parse of the whole would, wherever it is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue()),
        fc.dictionary(
          fc.string().filter(key => key !== 'items'),
          fc.jsonValue(),
        ),
        fc.boolean(),
        fc.constantFrom(undefined, 1, '\t'),
        places,
        (items, members, itemsFirst, indent, at) => {
          const list = itemsFirst
            ? { items, ...members }
            : { ...members, items };
          const text = `${JSON.stringify(list, null, indent)}\n`;
          const whole = JSON.parse(text);
          const result = split(cut(Buffer.from(text), at));
          expect(result.items.map(item => JSON.parse(item))).toEqual(
            whole.items,
          );
          for (const key of Object.keys(members)) {
            const member = result.members.get(key) ?? 'none';
            expect(JSON.parse(member)).toEqual(whole[key]);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('takes strings, escapes and nested items for what they are', () => {
    const items = [
      { a: '"items":[{}]', b: '\\', c: '\\"', d: ']}{[', e: { items: [1] } },
      'a, ] } string',
      -1.5e3,
      null,
      [],
    ];
    const text = JSON.stringify({ metadata: { items: [9] }, items });
    for (let at = 0; at <= text.length; at += 1) {
      const result = split(cut(Buffer.from(text), [at]));
      expect(result.items.map(item => JSON.parse(item))).toEqual(items);
      expect(result.members.get('metadata')).toBe('{"items":[9]}');
    }
    expect(split([Buffer.from('{"items":null}')])).toEqual({
      items: [],
      members: new Map([['items', 'null']]),
    });
  });

  it('refuses every list that was cut short', () => {
    const text = JSON.stringify({
      kind: 'PodList',
      metadata: { resourceVersion: '1' },
      items: [{ metadata: { name: 'a' } }, { metadata: { name: 'b' } }],
    });
    for (let length = 0; length < text.length; length += 1) {
      expect(() => split([Buffer.from(text.slice(0, length))])).toThrow(
        'The list ended early',
      );
    }
  });

  it.each([
    '[]',
    'x',
    '{"items":[]}}',
    '{"items":[]} {}',
    '{items:[]}',
    '{"items" []}',
    '{"items":[{} {}]}',
    '{"a":1 "b":2}',
    '{"a":1,}',
    '<html></html>',
  ])('refuses %s', text => {
    expect(() => split([Buffer.from(text)])).toThrow(/Not a list/);
  });

  it('bounds an item, and refuses what is not UTF-8', () => {
    const long = Buffer.from(`{"items":["${'x'.repeat(200)}"]}`);
    expect(() => split(cut(long, [50, 100, 150]), 100)).toThrow(
      'A value passes 100 bytes',
    );
    const broken = Buffer.concat([
      Buffer.from('{"items":["'),
      Buffer.from([0xf0, 0x9f]),
      Buffer.from('"]}'),
    ]);
    expect(() => split([broken])).toThrow('The list is not UTF-8');
  });
});

describe('LineSplitter', () => {
  it('yields the lines of the whole, wherever it is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary' }).map(s => JSON.stringify(s))),
        places,
        (lines, at) => {
          const splitter = new LineSplitter(1_000_000);
          const bytes = Buffer.from(lines.map(line => `${line}\n`).join(''));
          const found = cut(bytes, at).flatMap(chunk => [
            ...splitter.push(chunk),
          ]);
          splitter.end();
          expect(found).toEqual(
            lines.map(line => Buffer.from(line).toString('utf8')),
          );
        },
      ),
      { numRuns: 500 },
    );
  });
});
