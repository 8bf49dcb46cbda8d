import { describe, expect, it } from 'vitest';
import { Pressure } from './pressure.ts';

function flood(pressure: Pressure, bodies: number): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  for (let n = 0; n < bodies; n += 1) void pressure.during(promise);
  return resolve;
}

describe('pressure', () => {
  it('holds nobody up at an ordinary pace', async () => {
    const pressure = new Pressure();
    flood(pressure, 7);
    const startedAt = performance.now();
    await pressure.giveWay();
    expect(performance.now() - startedAt).toBeLessThan(20);
  });

  it('makes the projector wait in a flood, until it has passed', async () => {
    const pressure = new Pressure();
    const pass = flood(pressure, 8);
    let waited = false;
    const waiting = pressure.giveWay().then(() => {
      waited = true;
    });
    await Promise.resolve();
    expect(waited).toBe(false);
    pass();
    await waiting;
    expect(waited).toBe(true);
  });

  it('gives the projector its turn even when the flood never ends', async () => {
    const pressure = new Pressure();
    flood(pressure, 100);
    await expect(pressure.giveWay()).resolves.toBeUndefined();
  });

  it('hands on results and failures', async () => {
    const pressure = new Pressure();
    await expect(pressure.during(Promise.resolve(7))).resolves.toBe(7);
    await expect(pressure.during(Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});
