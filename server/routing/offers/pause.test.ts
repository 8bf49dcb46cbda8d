import { expect, it } from 'vitest';
import { pausedUntil } from './pause.ts';

const refusedAt = new Date('2026-11-30T12:00:00Z');
const minutes = (refusal: { times: number; gaveAwayAt?: Date }) =>
  (pausedUntil({ refusedAt, gaveAwayAt: null, ...refusal }).getTime() - refusedAt.getTime()) / 60_000;

it('grows with each decline', () => {
  expect([1, 2, 3, 4].map((times) => minutes({ times }))).toEqual([2, 4, 8, 16]);
});

it('is longer for whoever gave the item away', () => {
  expect(minutes({ times: 1, gaveAwayAt: refusedAt })).toBe(10);
});
