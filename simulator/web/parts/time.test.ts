import { expect, it } from 'vitest';
import { byteSize, duration } from './time.ts';

it('says durations in their two largest units', () => {
  expect(duration(0)).toBe('0 s');
  expect(duration(-5)).toBe('0 s');
  expect(duration(61_000)).toBe('1 min 1 s');
  expect(duration(59_600)).toBe('1 min');
  expect(duration(90_061_000)).toBe('1 d 1 h');
});

it('says sizes in the unit that fits', () => {
  expect(byteSize(999)).toBe('999 B');
  expect(byteSize(1234)).toBe('1.2 kB');
  expect(byteSize(2_500_000)).toBe('2.5 MB');
});
