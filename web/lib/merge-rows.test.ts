import { expect, test } from 'vitest';
import { exampleRow } from './example-row.ts';
import { addPage, belongsTo, mergeRows, settleRows } from './merge-rows.ts';

const always = () => true;
const list = (...ids: string[]) => ({
  rows: ids.map((id, index) => exampleRow(id, `2026-05-01T12:0${9 - index}:00.000Z`)),
  next: null,
  waiting: [],
});
const order = (of: { rows: { conversationId: string }[] }) => of.rows.map((row) => row.conversationId);

test('newest activity goes on top when nobody is pointing at the list', () => {
  const merged = mergeRows(list('a', 'b', 'c'), [exampleRow('c', '2026-05-01T13:00:00.000Z')], always, false);
  expect(order(merged)).toEqual(['c', 'a', 'b']);
});

test('nothing moves while the list is held: contents change, newcomers wait', () => {
  const held = mergeRows(
    list('a', 'b', 'c'),
    [exampleRow('c', '2026-05-01T13:00:00.000Z'), exampleRow('n', '2026-05-01T14:00:00.000Z')],
    always,
    true,
  );
  expect(order(held)).toEqual(['a', 'b', 'c']);
  expect(held.rows[2]?.lastAt).toBe('2026-05-01T13:00:00.000Z');
  expect(held.waiting.map((row) => row.conversationId)).toEqual(['n']);
  expect(order(settleRows(held))).toEqual(['n', 'c', 'a', 'b']);
});

test('a row that no longer belongs leaves the view', () => {
  const gone = mergeRows(
    list('a', 'b'),
    [exampleRow('a', '2026-05-01T13:00:00.000Z')],
    (row) => row.conversationId !== 'a',
    true,
  );
  expect(order(gone)).toEqual(['b']);
});

test('a newcomer older than the loaded part waits for its page', () => {
  const partly = { ...list('a', 'b'), next: 'more' };
  expect(order(mergeRows(partly, [exampleRow('old', '2020-01-01T00:00:00.000Z')], always, false))).toEqual([
    'a',
    'b',
  ]);
  expect(
    order(
      addPage(partly, {
        rows: [exampleRow('b', 'x'), exampleRow('d', '2020-01-01T00:00:00.000Z')],
        next: null,
      }),
    ),
  ).toEqual(['a', 'b', 'd']);
});

test('#67 views follow assignee, queue, snooze and state', () => {
  const at = '2026-05-01T12:00:00.000Z';
  const viewer = { memberId: 'me', queueIds: new Set(['queue']) };
  const views = (row: ReturnType<typeof exampleRow>) =>
    (['mine', 'unassigned', 'all', 'programs', 'snoozed', 'recent', 'closed'] as const).filter((view) =>
      belongsTo(row, view, viewer, Date.parse('2026-05-02T11:00:00.000Z')),
    );
  expect(views(exampleRow('a', at, { queueId: 'queue' }))).toEqual(['unassigned', 'all']);
  expect(views(exampleRow('a', at, { queueId: 'another' }))).toEqual(['all']);
  expect(views(exampleRow('a', at, { assigneeId: 'me' }))).toEqual(['mine', 'all']);
  expect(views(exampleRow('a', at, { assigneeId: 'me', snoozedUntil: '2026-05-02T00:00:00Z' }))).toEqual([
    'snoozed',
  ]);
  expect(views(exampleRow('a', at, { state: 'closed', closedAt: at }))).toEqual(['recent', 'closed']);
  const withBot = { ...exampleRow('a', at), workItem: null, program: 'bot' };
  expect(views(withBot)).toEqual(['programs']);
  const longAgo = exampleRow('a', at, { state: 'closed', closedAt: '2026-04-30T12:00:00.000Z' });
  expect(views(longAgo)).toEqual(['closed']);
});

test('a newcomer takes its place in the order that was chosen', () => {
  const loaded = { ...list('a', 'b'), next: 'more' };
  const urgent = exampleRow('u', '2020-01-01T00:00:00.000Z', { priority: 'urgent' });
  expect(order(mergeRows(loaded, [urgent], always, false, 'priority'))).toEqual(['u', 'a', 'b']);
  expect(order(mergeRows(loaded, [urgent], always, false, 'activity'))).toEqual(['a', 'b']);
});
