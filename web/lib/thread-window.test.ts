import { expect, test } from 'vitest';
import { exampleEntry } from './example-entry.ts';
import { addOlder, mergeEntries, openWindow, renewWindow } from './thread-window.ts';

const entry = (position: string, change = {}) => exampleEntry({ id: `id-${position}`, position, ...change });
const ids = (window: { entries: { position: string }[] }) => window.entries.map((each) => each.position);

test('older entries come in front and the first index falls by their number', () => {
  const window = openWindow({ entries: [entry('10'), entry('11')], hasBefore: true, hasAfter: false });
  const older = addOlder(window, { entries: [entry('8'), entry('9')], hasBefore: false, hasAfter: true });
  expect(ids(older)).toEqual(['8', '9', '10', '11']);
  expect(older.firstIndex).toBe(window.firstIndex - 2);
  expect(older).toMatchObject({ hasBefore: false, hasAfter: false });
});

test('a changed entry is replaced in its place', () => {
  const window = openWindow({ entries: [entry('10'), entry('11')], hasBefore: false, hasAfter: false });
  const changed = mergeEntries(window, [entry('10', { text: 'other' })]);
  expect(changed.entries.map((each) => each.text)).toEqual(['other', 'Hello']);
  expect(changed.firstIndex).toBe(window.firstIndex);
});

test('positions are compared as 64-bit numbers', () => {
  const window = openWindow({
    entries: [entry('9007199254740993'), entry('9007199254740992'), entry('999')],
    hasBefore: false,
    hasAfter: false,
  });
  expect(ids(window)).toEqual(['999', '9007199254740992', '9007199254740993']);
});

test('what the server stored takes the place of the provisional answer', () => {
  const mine = { direction: 'out' as const, authorKind: 'agent' as const, authorId: 'me', text: 'On my way' };
  const window = openWindow({
    entries: [entry('10'), exampleEntry({ ...mine, id: 'provisional-1', position: '11' })],
    hasBefore: false,
    hasAfter: false,
  });
  expect(mergeEntries(window, [entry('12', mine)]).entries.map((each) => each.id)).toEqual([
    'id-10',
    'id-12',
  ]);
});

test('what was taken back disappears', () => {
  const window = openWindow({ entries: [entry('10'), entry('11')], hasBefore: false, hasAfter: false });
  expect(ids(mergeEntries(window, [entry('11', { state: 'canceled' })]))).toEqual(['10']);
});

test('after a break the newest page joins what is held, or replaces it when too much came between', () => {
  const window = openWindow({ entries: [entry('10'), entry('11')], hasBefore: false, hasAfter: false });
  const near = renewWindow(window, { entries: [entry('11'), entry('12')], hasBefore: true, hasAfter: false });
  expect(ids(near)).toEqual(['10', '11', '12']);
  expect(near.epoch).toBe(window.epoch);
  const far = renewWindow(window, { entries: [entry('90')], hasBefore: true, hasAfter: false });
  expect(ids(far)).toEqual(['90']);
  expect(far.epoch).not.toBe(window.epoch);
});
