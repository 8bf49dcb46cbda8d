import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OrderedList, OrderedLists, lowerBound } from './ordered.ts';
import { compareIds } from './snowflake.ts';

const ids = fc.uniqueArray(fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }), { maxLength: 200 });

describe('an ordered list', () => {
  it('has its items in the order of their ids, however they came and went', () => {
    fc.assert(
      fc.property(ids, fc.array(fc.nat()), fc.nat(40), (all, gone, readEvery) => {
        const list = new OrderedList<{ id: string }>();
        const expected = new Set<string>();
        all.forEach((id, index) => {
          list.add({ id: String(id) });
          expected.add(String(id));
          if (readEvery > 0 && index % readEvery === 0) list.items();
        });
        for (const pick of gone) {
          const id = [...expected][pick % Math.max(1, expected.size)];
          if (id === undefined) continue;
          list.remove(id);
          expected.delete(id);
        }
        expect(list.size).toBe(expected.size);
        expect(list.items().map(({ id }) => id)).toEqual([...expected].sort(compareIds));
      }),
    );
  });

  it('finds the first id that is not smaller', () => {
    const items = ['9', '10', '200'].map((id) => ({ id }));
    expect(['8', '9', '10', '11', '201'].map((id) => lowerBound(items, id))).toEqual([0, 0, 1, 2, 3]);
  });

  it('keeps the place of an item that is replaced', () => {
    const list = new OrderedList<{ id: string; text: string }>();
    for (const id of ['3', '1', '2']) list.add({ id, text: 'old' });
    list.replace({ id: '2', text: 'new' });
    list.replace({ id: '7', text: 'unknown' });
    expect(list.items().map(({ text }) => text)).toEqual(['old', 'new', 'old']);
  });
});

describe('ordered lists by key', () => {
  it('are empty for unknown keys and after the last item went', () => {
    const lists = new OrderedLists<{ id: string }>();
    lists.add('a', { id: '1' });
    expect([lists.sizeOf('a'), lists.sizeOf('b'), lists.of('b')]).toEqual([1, 0, []]);
    lists.remove('a', '1');
    lists.remove('b', '1');
    expect(lists.of('a')).toEqual([]);
  });
});
