import { expect, it } from 'vitest';
import { minutesOf, timeOf, untilOf } from './clock-times.ts';

it('shows minutes as times and reads them back, over midnight too', () => {
  expect([timeOf(0), timeOf(545), timeOf(1440), timeOf(1800)]).toEqual(['00:00', '09:05', '00:00', '06:00']);
  expect([minutesOf('09:05'), minutesOf('')]).toEqual([545, 0]);
});

it('takes an end that is not later for one on the next day', () => {
  expect(untilOf(540, '17:00')).toBe(1020);
  expect(untilOf(1320, '06:00')).toBe(1800);
  expect(untilOf(0, '00:00')).toBe(1440);
});
