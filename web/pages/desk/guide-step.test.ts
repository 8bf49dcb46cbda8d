import { expect, it } from 'vitest';
import { acceptedSince, type GuideView, nextStep } from './guide-step.ts';

const nothing: GuideView = {
  available: false,
  offers: [],
  sessions: [],
  itemState: undefined,
  answered: false,
};

it('leads from away to served, one step after the other', () => {
  expect(nextStep('available', nothing, false)).toBe('available');
  expect(nextStep('available', { ...nothing, available: true }, false)).toBe('accept');
  expect(nextStep('accept', { ...nothing, available: true }, true)).toBe('answer');
  const active = { ...nothing, available: true, itemState: 'active' };
  expect(nextStep('answer', active, true)).toBe('answer');
  expect(nextStep('answer', { ...active, answered: true }, true)).toBe('see');
  expect(nextStep('see', { ...active, answered: true }, true)).toBe('see');
  expect(nextStep('end', { ...active, itemState: 'wrap_up' }, true)).toBe('finish');
  expect(nextStep('finish', { ...active, itemState: 'closed' }, true)).toBe('done');
});

it('skips what somebody did in another order', () => {
  expect(nextStep('available', nothing, true)).toBe('answer');
  expect(nextStep('see', { ...nothing, itemState: 'wrap_up' }, true)).toBe('finish');
  expect(nextStep('answer', { ...nothing, itemState: 'closed' }, true)).toBe('done');
});

it('asks again to become available where somebody went away before anything rang', () => {
  expect(nextStep('accept', nothing, false)).toBe('available');
  // Full is not away: what rings, rings.
  expect(nextStep('accept', { ...nothing, offers: [{ sessionId: 'a' }] }, false)).toBe('accept');
});

it('follows what was accepted since it began, not what somebody had before', () => {
  const of = (conversationId: string, acceptedAt: string | null, participation = 'primary' as const) => ({
    conversationId,
    acceptedAt,
    participation,
  });
  const since = Date.parse('2026-11-30T10:00:00Z');
  const sessions = [of('new', '2026-11-30T10:01:00Z'), of('old', '2026-11-30T09:00:00Z'), of('asked', null)];
  expect(acceptedSince(sessions, since)).toBe('new');
  expect(acceptedSince(sessions.slice(1), since)).toBeUndefined();
});
