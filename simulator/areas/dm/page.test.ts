import { describe, expect, it } from 'vitest';
import type { DmEvent } from '../../state/dms.ts';
import { type Cursor, decodeCursor, encodeCursor, takePage } from './page.ts';

const eventOf = (id: number): DmEvent => ({
  id: String(id),
  type: 'MessageCreate',
  conversationId: '1-2',
  senderId: '1',
  createdAt: id,
});
const listOf = (count: number) => Array.from({ length: count }, (_, index) => eventOf(index + 100));
const all = () => true;
const ids = (events: DmEvent[]) => events.map(({ id }) => Number(id));

describe('pages', () => {
  it('go back through everything and forth again', () => {
    const list = listOf(7);
    const first = takePage(list, { limit: 3, wanted: all });
    const second = takePage(list, { limit: 3, wanted: all, cursor: first.older });
    const third = takePage(list, { limit: 3, wanted: all, cursor: second.older });
    expect([ids(first.events), ids(second.events), ids(third.events)]).toEqual([
      [106, 105, 104],
      [103, 102, 101],
      [100],
    ]);
    expect(first.newer).toBeUndefined();
    expect(third.older).toBeUndefined();
    expect(ids(takePage(list, { limit: 3, wanted: all, cursor: third.newer }).events)).toEqual([
      103, 102, 101,
    ]);
  });

  it('stay where they are when something is written meanwhile', () => {
    const list = listOf(6);
    const first = takePage(list, { limit: 2, wanted: all });
    list.push(eventOf(200), eventOf(201));
    const second = takePage(list, { limit: 2, wanted: all, cursor: first.older });
    expect(ids(second.events)).toEqual([103, 102]);
    expect(
      ids(takePage(list, { limit: 5, wanted: all, cursor: first.newer ?? second.newer }).events),
    ).toContain(201);
  });

  it('stop at the window and skip what is not wanted', () => {
    const page = takePage(listOf(10), { limit: 10, oldestId: 105n, wanted: ({ id }) => id !== '107' });
    expect(ids(page.events)).toEqual([109, 108, 106, 105]);
  });

  it('have tokens that fit one list only', () => {
    const cursor: Cursor = { towards: 'older', eventId: '2123956474265731072' };
    const token = encodeCursor('a', cursor);
    expect(token).toMatch(/^[0-9A-Z]{24}$/);
    expect(decodeCursor('a', token)).toEqual(cursor);
    expect(decodeCursor('b', token)).toBeUndefined();
    expect(decodeCursor('a', 'nonsense')).toBeUndefined();
  });
});
