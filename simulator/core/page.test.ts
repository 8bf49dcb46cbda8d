import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cursor, decodeCursor, encodeCursor, mergeNewestFirst, takePage } from './page.ts';

const listOf = (count: number) => Array.from({ length: count }, (_, index) => ({ id: String(index + 100) }));
const ids = (items: { id: string }[]) => items.map(({ id }) => Number(id));

describe('pages', () => {
  it('go back through everything and forth again', () => {
    const list = listOf(7);
    const first = takePage(list, { limit: 3 });
    const second = takePage(list, { limit: 3, cursor: first.older });
    const third = takePage(list, { limit: 3, cursor: second.older });
    expect([ids(first.items), ids(second.items), ids(third.items)]).toEqual([
      [106, 105, 104],
      [103, 102, 101],
      [100],
    ]);
    expect(first.newer).toBeUndefined();
    expect(third.older).toBeUndefined();
    expect(ids(takePage(list, { limit: 3, cursor: third.newer }).items)).toEqual([103, 102, 101]);
  });

  it('stay where they are when something is written meanwhile', () => {
    const list = listOf(6);
    const first = takePage(list, { limit: 2 });
    list.push({ id: '200' }, { id: '201' });
    const second = takePage(list, { limit: 2, cursor: first.older });
    expect(ids(second.items)).toEqual([103, 102]);
    expect(ids(takePage(list, { limit: 5, cursor: first.newer ?? second.newer }).items)).toContain(201);
  });

  it('stop at the window and skip what is not wanted', () => {
    const page = takePage(listOf(10), { limit: 10, from: '105', wanted: ({ id }) => id !== '107' });
    expect(ids(page.items)).toEqual([109, 108, 106, 105]);
  });

  it('have tokens that fit one list only', () => {
    const cursor: Cursor = { towards: 'older', id: '2123956474265731072' };
    const token = encodeCursor('a', cursor);
    expect(token).toMatch(/^[0-9A-Z]{24}$/);
    expect(decodeCursor('a', token)).toEqual(cursor);
    expect(decodeCursor('b', token)).toBeUndefined();
    expect(decodeCursor('a', 'nonsense')).toBeUndefined();
  });
});

describe('several lists as one', () => {
  const ordered = fc
    .uniqueArray(fc.nat(500), { maxLength: 60 })
    .map((list) => list.sort((a, b) => a - b).map((id) => ({ id: String(id) })));

  it('give every id within bounds once, newest first', () => {
    fc.assert(
      fc.property(fc.array(ordered, { maxLength: 6 }), fc.nat(500), fc.nat(500), (lists, from, below) => {
        const merged = ids([...mergeNewestFirst(lists, { from: String(from), below: String(below) })]);
        const expected = [...new Set(lists.flatMap((list) => ids(list)))]
          .filter((id) => id >= from && id < below)
          .sort((a, b) => b - a);
        expect(merged).toEqual(expected);
      }),
    );
  });
});

describe('reading while others write', () => {
  it('returns what was there all the time exactly once, in both directions', () => {
    const write = fc.record({ at: fc.nat(400), remove: fc.boolean() });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(400), { maxLength: 80 }),
        fc.array(fc.array(write, { maxLength: 6 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        (start, writes, limit, upwards) => {
          const present = new Set(start);
          const always = new Set(start);
          const stored = () => [...present].sort((a, b) => a - b).map((id) => ({ id: String(id) }));
          const seen: number[] = [];
          let cursor: Cursor | undefined = upwards ? { towards: 'newer', id: '0' } : undefined;
          // Upwards one starts above an item; 0 is not one of those to be found then.
          if (upwards) always.delete(0);
          for (let step = 0; ; step++) {
            const page = takePage(stored(), { cursor, limit });
            seen.push(...ids(page.items));
            cursor = upwards ? page.newer : page.older;
            if (!cursor) break;
            for (const { at, remove } of writes[step % writes.length] ?? []) {
              if (remove) {
                present.delete(at);
                always.delete(at);
              } else present.add(at);
            }
          }
          const once = seen.filter((id) => always.has(id)).sort((a, b) => a - b);
          expect(once).toEqual([...always].sort((a, b) => a - b));
          expect(new Set(seen).size).toBe(seen.length);
        },
      ),
    );
  });
});
