import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Queries } from '../db/index.ts';
import { newId } from '../ids.ts';
import { shareReads } from './shared-reads.ts';
import type { LogEntry, LogSource } from './source.ts';

const workspaceId = newId<'workspace'>();
const queries = {} as Queries;
const entry = (seq: number): LogEntry => ({
  workspaceId,
  partition: 0,
  seq: String(seq),
  kind: 'k',
  key: 'k',
  recordedAt: new Date(seq),
});
const placeAt = (seq: number) => ({ workspaceId, partition: 0, seq: String(seq), reachedAt: null });
const seqs = (entries: readonly LogEntry[]) => entries.map((one) => Number(one.seq));

/** A log in memory that notes where it was read from, and can hold its answers back. */
function openLog() {
  const state = {
    seqs: [] as number[],
    reads: [] as number[],
    /** How many partitions were read at once, each time. */
    together: [] as number[],
    held: undefined as Promise<void> | undefined,
  };
  const source: LogSource<LogEntry> = {
    name: 'test',
    headTable: 'none',
    read: async (_queries, after, limit) => {
      state.reads.push(Number(after.seq));
      const found = state.seqs.filter((seq) => seq > Number(after.seq)).slice(0, limit);
      await state.held;
      return found.map(entry);
    },
    readMany: async (_queries, places) => {
      state.together.push(places.length);
      return places.map(() => []);
    },
    find: async () => undefined,
  };
  const shared = shareReads(source);
  const touch = () => shared.touch(workspaceId, 0);
  const add = (from: number, to: number) => {
    for (let seq = from; seq <= to; seq += 1) state.seqs.push(seq);
    touch();
  };
  return { state, add, touch, shared };
}

test('what one reader has read, the next ones get without a read of their own', async () => {
  const { state, add, shared } = openLog();
  add(1, 300);
  expect(seqs(await shared.read(queries, placeAt(0), 100))).toHaveLength(100);
  expect(state.reads).toEqual([0]);
  expect(seqs(await shared.read(queries, placeAt(100), 100))[0]).toBe(101);
  expect(seqs(await shared.read(queries, placeAt(150), 100)).at(-1)).toBe(250);
  expect(seqs(await shared.read(queries, placeAt(0), 100))[0]).toBe(1);
  expect(state.reads).toEqual([0, 100]);
});

test('readers who ask while a read is under way share the next one, and miss nothing committed before they asked', async () => {
  const { state, add, touch, shared } = openLog();
  await shared.read(queries, placeAt(0), 100);
  touch();
  const gate = Promise.withResolvers<void>();
  state.held = gate.promise;
  const early = shared.read(queries, placeAt(0), 100);
  while (state.reads.length < 2) await turn();
  add(1, 1);
  const late = Array.from({ length: 20 }, () => shared.read(queries, placeAt(0), 100));
  gate.resolve();
  expect(seqs(await early)).toEqual([]);
  for (const entries of await Promise.all(late)) expect(seqs(entries)).toEqual([1]);
  expect(state.reads).toEqual([0, 0, 0]);
});

test('where nothing has come there is nothing to read, and what comes during the first read is not overlooked', async () => {
  const { state, add, shared } = openLog();
  const gate = Promise.withResolvers<void>();
  state.held = gate.promise;
  const first = shared.read(queries, placeAt(0), 100);
  add(1, 1);
  gate.resolve();
  expect(seqs(await first)).toEqual([]);
  expect(seqs(await shared.read(queries, placeAt(0), 100))).toEqual([1]);
  expect(seqs(await shared.read(queries, placeAt(1), 100))).toEqual([]);
  expect(state.reads).toEqual([0, 0]);
});

test('a reader who asks while what it was woken for is being read waits for that', async () => {
  const { state, add, shared } = openLog();
  await shared.read(queries, placeAt(0), 100);
  add(1, 1);
  const gate = Promise.withResolvers<void>();
  state.held = gate.promise;
  const one = shared.read(queries, placeAt(0), 100);
  while (state.reads.length < 2) await turn();
  const other = shared.read(queries, placeAt(0), 100);
  gate.resolve();
  expect([seqs(await one), seqs(await other)]).toEqual([[1], [1]]);
  expect(state.reads).toEqual([0, 0]);
});

test('what is new in several partitions comes in one read', async () => {
  const { state, shared } = openLog();
  const places = [0, 1, 2].map((partition) => ({ ...placeAt(0), partition }));
  for (const place of places) await shared.read(queries, place, 10);
  for (const { partition } of places) shared.touch(workspaceId, partition);
  await Promise.all(places.map((place) => shared.read(queries, place, 10)));
  expect(state.together).toEqual([3]);
});

test('a reader far behind reads for itself and takes nothing from those at the end', async () => {
  const { state, add, shared } = openLog();
  add(1, 3_000);
  await shared.read(queries, placeAt(2_900), 100);
  expect(seqs(await shared.read(queries, placeAt(10), 5))).toEqual([11, 12, 13, 14, 15]);
  state.reads.length = 0;
  expect(seqs(await shared.read(queries, placeAt(2_900), 50))).toHaveLength(50);
  expect(state.reads).toEqual([]);
});

test('days that were dropped are jumped over', async () => {
  const { add, shared } = openLog();
  add(1, 2);
  await shared.read(queries, placeAt(0), 10);
  add(50, 52);
  expect(seqs(await shared.read(queries, placeAt(2), 10))).toEqual([50, 51, 52]);
  expect(seqs(await shared.read(queries, placeAt(50), 10))).toEqual([51, 52]);
});

test('a failed read fails those who waited for it, and the next one reads again', async () => {
  const { state, add, touch, shared } = openLog();
  await shared.read(queries, placeAt(0), 10);
  touch();
  const { promise, reject } = Promise.withResolvers<void>();
  promise.catch(() => undefined);
  reject(new Error('away'));
  state.held = promise;
  await expect(shared.read(queries, placeAt(0), 10)).rejects.toThrow('away');
  state.held = undefined;
  add(1, 1);
  expect(seqs(await shared.read(queries, placeAt(0), 10))).toEqual([1]);
});

test('keeps a bounded number of entries', async () => {
  const { state, add, shared } = openLog();
  for (let seq = 0; seq < 5_000; seq += 100) {
    add(seq + 1, seq + 100);
    await shared.read(queries, placeAt(seq), 100);
  }
  state.reads.length = 0;
  await shared.read(queries, placeAt(4_000), 100);
  expect(state.reads).toEqual([]);
  await shared.read(queries, placeAt(1_000), 100);
  expect(state.reads).toEqual([1_000]);
});
