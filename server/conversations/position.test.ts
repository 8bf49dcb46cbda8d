import { describe, expect, it } from 'vitest';
import { laterPosition, nextPosition, timeOfXId } from './position.ts';

const at = new Date('2026-11-20T10:00:00.000Z');

describe('a position made by us', () => {
  it('carries the time of our clock in the form of an id of X', () => {
    expect(timeOfXId(nextPosition({ lastPosition: '0' }, at))).toEqual(at);
  });

  it('stands behind everything in the thread, even when our clock is behind that of X', () => {
    const ahead = nextPosition({ lastPosition: '0' }, new Date(at.getTime() + 60_000));
    const fromX = ((BigInt(ahead) >> 22n) << 22n) | 5n;
    const next = nextPosition({ lastPosition: fromX.toString() }, at);
    expect(BigInt(next)).toBeGreaterThan(fromX);
    expect(BigInt(nextPosition({ lastPosition: next }, at))).toBe(BigInt(next) + 1n);
  });

  it('is compared as a number, not as text', () => {
    expect(laterPosition('9', '10')).toBe('10');
  });
});
