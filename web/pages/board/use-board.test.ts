import { expect, it } from 'vitest';
import type { BoardChange, BoardQueue, BoardRow } from '../../../contract/api/index.ts';
import { joinChange } from './use-board.ts';

// Only the fields that are looked at.
const row = (id: string, state: string) => ({ conversationId: id, state }) as BoardRow;
const queue = (id: string, waiting: number) => ({ queueId: id, waiting }) as BoardQueue;
const change = (more: Partial<BoardChange>): BoardChange => ({
  type: 'change',
  at: '2026-01-01T00:00:00.000Z',
  agents: [],
  queues: [],
  rows: [],
  gone: [],
  ...more,
});

it('joins what changed to what was there, and keeps the places', () => {
  const all = change({
    type: 'all',
    queues: [queue('a', 1), queue('b', 1)],
    rows: [row('1', 'open'), row('2', 'open')],
  });
  const board = joinChange(
    joinChange(undefined, all),
    change({ queues: [queue('a', 0)], rows: [row('1', 'active'), row('3', 'open')], gone: ['2'] }),
  );
  expect(board.queues).toEqual([queue('a', 0), queue('b', 1)]);
  expect([...board.rows.values()]).toEqual([row('1', 'active'), row('3', 'open')]);
});

it('begins anew when all of it comes again', () => {
  const board = joinChange(undefined, change({ type: 'all', rows: [row('1', 'open')] }));
  expect([...joinChange(board, change({ type: 'all', rows: [row('9', 'open')] })).rows.keys()]).toEqual([
    '9',
  ]);
});
