import { expect, it } from 'vitest';
import { Pressure } from './pressure.ts';

it('pressure is what came in the last half second, and passes', () => {
  const pressure = new Pressure();
  for (let ms = 10_000; ms < 10_500; ms += 1) pressure.note(ms);
  expect(pressure.perSecond(10_499)).toBe(1_000);
  expect(pressure.perSecond(10_750)).toBe(400);
  expect(pressure.perSecond(12_000)).toBe(0);
});
