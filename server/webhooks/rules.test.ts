import { expect, it } from 'vitest';
import { Breaker } from './breaker.ts';
import { factId } from './fact-id.ts';
import { asId } from '../base/index.ts';
import { LANE_PAGE, Lanes, type Waiting } from './lanes.ts';
import { Slots } from './slots.ts';

const NOW = new Date('2026-03-01T10:00:00Z');
const LATER = new Date('2026-03-01T11:00:00Z');
const row = (seq: number, conversationId: string | null, dueAt: Date | null = null): Waiting => ({
  seq: String(seq),
  conversationId,
  dueAt,
});
const seqs = (rows: readonly Waiting[]) => rows.map((one) => Number(one.seq));

it('pauses after failures in a row, but not for one conversation alone', () => {
  const one = new Breaker(3);
  expect([1, 2, 3, 4].map(() => one.failure('a'))).toEqual([false, false, false, false]);
  expect(one.failure('b')).toBe(true);
  const interrupted = new Breaker(3);
  expect([interrupted.failure('a'), interrupted.failure('b')]).toEqual([false, false]);
  interrupted.success();
  expect([interrupted.failure('a'), interrupted.failure('b'), interrupted.failure('c')]).toEqual([
    false,
    false,
    true,
  ]);
});

it('lets one delivery of a conversation leave at a time, in order, and those that stand alone freely', () => {
  const lanes = new Lanes<Waiting>();
  lanes.add([row(1, 'a'), row(2, 'a'), row(3, 'b'), row(4, null), row(5, null)]);
  const first = lanes.take(NOW, 10);
  expect(seqs(first)).toEqual([1, 3, 4, 5]);
  expect(lanes.take(NOW, 10)).toEqual([]);
  lanes.finish(row(1, 'a'));
  expect(seqs(lanes.take(NOW, 10))).toEqual([2]);
});

it('takes the oldest heads when there are more than slots', () => {
  const lanes = new Lanes<Waiting>();
  lanes.add([row(9, 'a'), row(10, 'b'), row(11, 'c')]);
  lanes.take(NOW, 3);
  lanes.postpone(row(9, 'a'), row(9, 'a'));
  lanes.postpone(row(11, 'c'), row(11, 'c'));
  expect(seqs(lanes.take(NOW, 1))).toEqual([9]);
});

it('holds a conversation back, not the others, while its head waits', () => {
  const lanes = new Lanes<Waiting>();
  lanes.add([row(1, 'a', LATER), row(2, 'a'), row(3, 'b')]);
  expect(seqs(lanes.take(NOW, 10))).toEqual([3]);
  expect(lanes.nextDueAt()).toEqual(LATER);
  expect(lanes.countReady(NOW)).toBe(0);
  expect(seqs(lanes.take(LATER, 10))).toEqual([1]);
});

it('keeps few rows of a long conversation and asks for the rest in its turn', () => {
  const lanes = new Lanes<Waiting>();
  const all = Array.from({ length: 50 }, (_, index) => row(index + 1, 'a'));
  lanes.add(all);
  const sent: number[] = [];
  for (let guard = 0; guard < 200 && lanes.size > 0; guard += 1) {
    const [head] = lanes.take(NOW, 10);
    if (!head) break;
    sent.push(Number(head.seq));
    const after = lanes.finish(head);
    if (after === undefined) continue;
    // Nothing overtakes what is still to be read.
    lanes.add([row(51, 'a')]);
    expect(lanes.take(NOW, 10)).toEqual([]);
    const rest = [...all, row(51, 'a')].filter((one) => Number(one.seq) > Number(after));
    lanes.refill('a', rest.slice(0, LANE_PAGE), LANE_PAGE);
  }
  expect(sent).toEqual(Array.from({ length: 51 }, (_, index) => index + 1));
  expect(lanes.size).toBe(0);
});

it('shares the requests of a process among endpoints, and gives a failing one fewer', () => {
  const slots = new Slots(8, 16);
  expect(slots.free(0, 1, false)).toBe(8);
  expect(slots.free(3, 4, false)).toBe(1);
  expect(slots.free(0, 100, false)).toBe(1);
  expect(slots.free(0, 1, true)).toBe(2);
  for (let n = 0; n < 16; n += 1) slots.take();
  expect(slots.free(0, 1, false)).toBe(0);
  const called: string[] = [];
  slots.whenFree(() => called.push('first'));
  slots.whenFree(() => called.push('second'));
  slots.give();
  expect(called).toEqual(['first']);
});

it('names a fact by its place in the log', () => {
  const at = new Date('2026-03-01T10:00:00Z');
  const event = { workspaceId: asId<'workspace'>('a'.repeat(24)), partition: 3, seq: '42', at };
  expect(factId(event, 'conversation:message')).toMatch(/^[0-9a-f]{24}$/);
  expect(factId(event, 'conversation:message')).toBe(factId({ ...event }, 'conversation:message'));
  const others = [
    factId({ ...event, seq: '43' }, 'conversation:message'),
    factId({ ...event, partition: 4 }, 'conversation:message'),
    factId({ ...event, workspaceId: asId<'workspace'>('b'.repeat(24)) }, 'conversation:message'),
    factId(event, 'conversation:create'),
  ];
  expect(new Set([...others, factId(event, 'conversation:message')]).size).toBe(5);
});
