import { expect, test } from 'vitest';
import type { Column } from '../../../datasets/index.ts';
import { fill } from '../test-context.ts';
import { findColumns } from './columns-of-input.ts';
import { usersLookup } from './kind.ts';
import { check, optionsOf, readListId, wantedOf } from './options.ts';
import { readPlace, placeJson } from './place.ts';
import { columns, toRow } from './rows.ts';

const columnsOf = (...names: string[]): Column[] => names.map((name) => ({ name, type: 'STRING' }));
const auto = { people: 'pairs', senders: undefined, recipients: undefined, users: undefined } as const;
const found = (input: Column[], wanted: Parameters<typeof findColumns>[1] = auto) => {
  const answer = findColumns(input, wanted);
  return 'problem' in answer
    ? answer.problem
    : answer.columns.map(({ name, side, named }) => [name, side, named]);
};

test('finds the columns with users by their names', () => {
  // The id of a message is no user, so `id` is no fallback beside senders.
  expect(found(columnsOf('id', 'text', 'sender_id', 'recipient_id'))).toEqual([
    ['sender_id', 'sender', false],
    ['recipient_id', 'recipient', false],
  ]);
  expect(found(columnsOf('id', 'Recipient_ID'))).toEqual([['Recipient_ID', 'recipient', false]]);
  expect(found(columnsOf('screen_name', 'id'))).toEqual([['id', 'user', false]]);
  expect(found(columnsOf('name', 'username'))).toEqual([['username', 'user', true]]);
  expect(found(columnsOf('text'))).toContain('Choose where its users are');
});

test('takes the columns that were chosen, and says when one is gone', () => {
  const chosen = { ...auto, senders: 'from', recipients: 'to_screen_name' };
  expect(found(columnsOf('from', 'to_screen_name', 'sender_id'), chosen)).toEqual([
    ['from', 'sender', false],
    ['to_screen_name', 'recipient', true],
  ]);
  expect(found(columnsOf('from'), chosen)).toBe('The input DataSet has no column “to_screen_name” any more.');
  expect(found(columnsOf('sender_id', 'who'), { ...auto, people: 'column', users: 'who' })).toEqual([
    ['who', 'user', false],
  ]);
});

test('takes a List by its number or its address', () => {
  expect(readListId('1234')).toBe('1234');
  expect(readListId(' https://x.com/i/lists/1234?s=20 ')).toBe('1234');
  expect(readListId('my list')).toBeUndefined();
  expect(readListId('')).toBeUndefined();
  const asked = (chosen: Record<string, string>) => ({
    options: fill(usersLookup, chosen),
    zone: 'UTC',
    now: new Date(0),
    account: undefined,
  });
  expect(check(asked({ report: 'list', list_id: 'friends' }))).toContain('List ID');
  expect(check(asked({ report: 'list', list_id: '7' }))).toBeUndefined();
  // Without a List none is asked for.
  expect(fill(usersLookup, { list_id: '7' })).not.toHaveProperty('list_id');
  expect(wantedOf(asked({ list_id: '7' })).listId).toBeUndefined();
  expect(check(asked({ senders: 'who', recipients: 'who' }))).toContain('two columns');
});

test('an account that may not change Lists is told so', () => {
  const unavailable = (authKind: 'oauth1' | 'oauth2', scopes: string[]) => {
    const [report] = optionsOf({
      id: 'a' as never,
      authKind,
      scopes,
      xUserId: '1',
      username: 'shop',
    });
    return report?.kind === 'choice' ? report.choices[1]?.unavailable : 'no choice';
  };
  expect(unavailable('oauth1', [])).toBeUndefined();
  expect(unavailable('oauth2', ['list.write'])).toBeUndefined();
  expect(unavailable('oauth2', ['users.read'])).toContain('list.write');
});

test('a row has a key whatever X says, and a cell for each column', () => {
  const at = new Date('2026-11-30T12:00:00Z');
  const missing = { status: 'not_found', title: 'Not Found Error', detail: 'Could not find user.' } as const;
  const named = { input: '@Ghost', sent: 1, received: 2, rows: 3 };
  const cells = (row: readonly unknown[]) =>
    Object.fromEntries(columns.map(({ name }, index) => [name, row[index]]));
  const ghost = toRow({ ...named, kind: 'name', value: 'ghost' }, { answer: missing, at });
  expect(ghost).toHaveLength(columns.length);
  expect(cells(ghost)).toMatchObject({
    user_id: '@ghost',
    role: 'both',
    message_count: 3,
    input_value: '@Ghost',
    lookup_status: 'not_found',
    error_title: 'Not Found Error',
    looked_up_at: '2026-11-30T12:00:00.000Z',
    followers_count: null,
  });
  expect(toRow({ ...named, kind: 'id', value: '99' }, { answer: missing, at })[0]).toBe('99');
  expect(toRow({ ...named, kind: 'neither', value: 'no one' }, { answer: missing, at })[0]).toBe('no one');
  const user = { id: '5', username: 'Ann', name: 'Ann', verified: false, listed: 2, withheldIn: ['DE'] };
  const row = toRow(
    { ...named, kind: 'name', value: 'ann', received: 0 },
    { answer: { status: 'found', user }, at },
  );
  expect(cells(row)).toMatchObject({
    user_id: '5',
    screen_name: 'Ann',
    verified: 'false',
    listed_count: 2,
    withheld: 'DE',
    role: 'sender',
    error_title: null,
  });
});

test('a place comes back from JSON as it was', () => {
  const place = {
    after: { kind: 'name', value: 'ann' },
    total: 7,
    mixed: true,
    members: { listId: '1', added: 5, waiting: ['6'], refused: 2 },
  } as const;
  expect(readPlace(JSON.parse(JSON.stringify(placeJson(place))))).toEqual(place);
  expect(readPlace(undefined)).toBeUndefined();
});
