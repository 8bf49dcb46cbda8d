import { expect, test } from 'vitest';
import { exampleEntry } from './example-entry.ts';
import { arrangeThread } from './thread-items.ts';

test('bubbles of one author within five minutes make a group', () => {
  const items = arrangeThread(
    [
      exampleEntry({ id: 'a', at: '2026-05-01T12:00:00Z' }),
      exampleEntry({ id: 'b', at: '2026-05-01T12:01:00Z' }),
      exampleEntry({ id: 'c', at: '2026-05-01T12:20:00Z' }),
      exampleEntry({
        id: 'd',
        at: '2026-05-01T12:21:00Z',
        direction: 'out',
        authorKind: 'agent',
        authorId: 'x',
      }),
    ],
    null,
  );
  expect(items.map((item) => [item.startsGroup, item.endsGroup])).toEqual([
    [true, false],
    [false, true],
    [true, true],
    [true, true],
  ]);
});

test('each day starts with a separator', () => {
  const items = arrangeThread(
    [exampleEntry({ at: '2026-05-01T12:00:00Z' }), exampleEntry({ at: '2026-05-03T12:00:00Z' })],
    null,
  );
  expect(items.map((item) => item.startsDay)).toEqual([true, true]);
});

test('the unread mark stands above the first message of the customer that was not read', () => {
  const items = arrangeThread(
    [
      exampleEntry({ position: '9007199254740993' }),
      exampleEntry({ position: '9007199254740994', direction: 'out', authorKind: 'agent' }),
      exampleEntry({ position: '9007199254740995' }),
    ],
    '9007199254740993',
  );
  expect(items.map((item) => item.startsUnread)).toEqual([false, false, true]);
});
