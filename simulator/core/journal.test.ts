import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createJournal } from './journal.ts';
import { type Store, createStore } from './store.ts';

let dir: string;
const opened: Store[] = [];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'journal-'));
});
afterEach(() => {
  for (const store of opened.splice(0)) store.close();
  rmSync(dir, { recursive: true });
});

interface Row {
  id: string;
  text: string;
}

function open(growthBytes?: number) {
  const store = createStore(createJournal(dir, growthBytes));
  const rows = store.table<Row>('rows', { key: ({ id }) => id });
  store.open();
  opened.push(store);
  return { store, rows };
}
const file = () => join(dir, 'state.jsonl');

test('what was flushed is there for whoever opens it next, though nobody closed it', () => {
  const first = open();
  first.rows.put({ id: '1', text: 'one' });
  first.rows.put({ id: '2', text: 'zwei – 二' });
  first.rows.delete('1');
  first.store.flush();
  // The first is never told to close: this is what another process finds after a kill.
  expect([...open().rows.values()]).toEqual([{ id: '2', text: 'zwei – 二' }]);
});

test('a line that a crash cut off is dropped, those before it stay', () => {
  const first = open();
  first.rows.put({ id: '1', text: 'whole' });
  first.store.flush();
  appendFileSync(file(), '{"t":"rows","p":{"id":"2","te');
  const second = open();
  expect([...second.rows.values()]).toEqual([{ id: '1', text: 'whole' }]);
  second.rows.put({ id: '3', text: 'after it' });
  second.store.flush();
  expect([...open().rows.values()].map(({ id }) => id)).toEqual(['1', '3']);
});

test('rows that change again and again do not make it grow without end', async () => {
  const { store, rows } = open(10_000);
  let largest = 0;
  for (let round = 0; round < 40; round++) {
    for (let n = 0; n < 10; n++) rows.put({ id: String(n), text: `${round} ${'x'.repeat(100)}` });
    store.flush();
    // Written anew by its own timer.
    await new Promise((resolve) => setImmediate(resolve));
    largest = Math.max(largest, statSync(file()).size);
  }
  await expect.poll(() => statSync(file()).size, { timeout: 5_000 }).toBeLessThan(3_000);
  expect(largest).toBeGreaterThan(3_000);
  expect([...open().rows.values()].map(({ text }) => text.split(' ')[0])).toEqual(Array(10).fill('39'));
});

test('is readable by its owner only', () => {
  const { store, rows } = open();
  rows.put({ id: '1', text: 'private' });
  store.flush();
  expect(statSync(file()).mode & 0o077).toBe(0);
  expect(readFileSync(file(), 'utf8')).toContain('private');
});
