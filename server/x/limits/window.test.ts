import { expect, test } from 'vitest';
import { freeAt, heldForPeople, type LimitWindowState } from './window.ts';

const now = new Date('2026-11-21T14:00:00Z');
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const state = (more: Partial<LimitWindowState>): LimitWindowState => ({
  bucket: 'dm/quarter_hour',
  allowed: 15,
  used: 0,
  endsAt: at(15),
  windowMs: 900_000,
  ...more,
});

test('a person goes now while there is a call left, else when the window ends', () => {
  expect(freeAt(state({ used: 14 }), 'person', 0, now)).toEqual(now);
  expect(freeAt(state({ used: 15, endsAt: at(5) }), 'person', 0, now)).toEqual(at(5));
  expect(freeAt(state({ used: 15, endsAt: at(-1) }), 'person', 0, now)).toEqual(now);
});

test('says when the calls further back in the line go', () => {
  const full = state({ used: 15, endsAt: at(5) });
  expect(freeAt(full, 'person', 14, now)).toEqual(at(5));
  expect(freeAt(full, 'person', 15, now)).toEqual(at(20));
  expect(freeAt(full, 'person', 45, now)).toEqual(at(50));
  expect(freeAt(state({ used: 10 }), 'person', 4, now)).toEqual(now);
  expect(freeAt(state({ used: 10 }), 'person', 5, now)).toEqual(at(15));
});

test('holds a fifth for people at first and nothing at the end', () => {
  expect(heldForPeople(state({}), now)).toBe(3);
  expect(heldForPeople(state({}), at(5))).toBe(2);
  expect(heldForPeople(state({}), at(11))).toBe(0);
});

test('tells automation when its reserve shrinks', () => {
  const twelveUsed = state({ used: 12 });
  const free = freeAt(twelveUsed, 'automation', 0, now);
  expect(free.getTime()).toBeGreaterThan(now.getTime());
  expect(free.getTime()).toBeLessThan(at(15).getTime());
  expect(heldForPeople(twelveUsed, free)).toBeLessThanOrEqual(2);
  expect(heldForPeople(twelveUsed, new Date(free.getTime() - 2))).toBe(3);
});
