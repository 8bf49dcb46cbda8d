import { expect, test } from 'vitest';
import { readSla } from './sla.ts';

const now = Date.parse('2026-12-01T10:00:00Z');
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
const none = {
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

test('a missed one is shown on as missed', () => {
  const item = { ...none, firstAnswerDueAt: at(-7), breached: ['first_answer'] };
  expect(readSla(item, now)).toEqual({ kind: 'first_answer', leftMs: -420_000, state: 'breached' });
  expect(readSla({ ...none, breached: ['next_answer'] }, now)?.leftMs).toBeNull();
});
