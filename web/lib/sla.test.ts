import { expect, test } from 'vitest';
import { readSla } from './sla.ts';

const now = Date.parse('2026-12-01T10:00:00Z');
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
const none = {
  state: 'active' as const,
  firstAnswerAt: null,
  slaDueAt: null,
  firstAnswerDueAt: null,
  nextAnswerDueAt: null,
  resolutionDueAt: null,
  breached: [],
};

test('without service levels nothing is shown', () => expect(readSla(none, now)).toBeUndefined());

test('the next one that is due is named, with what is left of it', () => {
  const item = { ...none, firstAnswerDueAt: at(12), resolutionDueAt: at(600), slaDueAt: at(12) };
  expect(readSla(item, now)).toEqual({ kind: 'first_answer', leftMs: 720_000, state: 'due' });
  expect(readSla({ ...item, slaDueAt: at(600) }, now)?.kind).toBe('resolution');
  expect(readSla({ ...item, slaDueAt: at(3), nextAnswerDueAt: at(3) }, now)).toMatchObject({
    kind: 'next_answer',
    state: 'near',
  });
});

test('one that is over is breached, also before the server has said so', () => {
  const item = { ...none, firstAnswerDueAt: at(-2), slaDueAt: at(-2) };
  expect(readSla(item, now)).toEqual({ kind: 'first_answer', leftMs: -120_000, state: 'breached' });
});

test('a missed answer is overdue until it is given, though the server counts to the next target', () => {
  const item = {
    ...none,
    firstAnswerDueAt: at(-140),
    resolutionDueAt: at(2_700),
    slaDueAt: at(2_700),
    breached: ['first_answer'],
  };
  expect(readSla(item, now)).toEqual({ kind: 'first_answer', leftMs: -8_400_000, state: 'breached' });
  expect(readSla({ ...item, firstAnswerAt: at(-1) }, now)).toMatchObject({
    kind: 'resolution',
    state: 'due',
  });
  const next = { ...item, firstAnswerAt: at(-200), nextAnswerDueAt: at(-3) };
  expect(readSla(next, now)).toMatchObject({ kind: 'next_answer', leftMs: -180_000, state: 'breached' });
});

test('a resolution that is overdue is shown on, but an answer that is due goes before it', () => {
  const item = { ...none, firstAnswerAt: at(-9), resolutionDueAt: at(-7), breached: ['resolution'] };
  expect(readSla(item, now)).toEqual({ kind: 'resolution', leftMs: -420_000, state: 'breached' });
  const waits = { ...item, nextAnswerDueAt: at(4), slaDueAt: at(4) };
  expect(readSla(waits, now)).toMatchObject({ kind: 'next_answer', state: 'near' });
});

test('what was missed and cannot be helped is said without a clock', () => {
  const answered = { ...none, firstAnswerAt: at(-1), firstAnswerDueAt: at(-7), breached: ['first_answer'] };
  expect(readSla(answered, now)).toEqual({ kind: 'first_answer', leftMs: null, state: 'breached' });
  const ended = { ...none, state: 'wrap_up' as const, firstAnswerDueAt: at(-7), breached: ['first_answer'] };
  expect(readSla(ended, now)?.leftMs).toBeNull();
});
