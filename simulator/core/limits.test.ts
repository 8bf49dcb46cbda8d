import { describe, expect, it } from 'vitest';
import type { Caller } from './auth.ts';
import { createLimits } from './limits.ts';

// Only the ids are read.
const callerOf = (userId: string, appId = 'app') =>
  ({ kind: 'oauth2', app: { id: appId }, user: { id: userId }, scopes: [] }) as unknown as Caller;

describe('rate limits', () => {
  it('counts each user apart, refuses beyond the limit, and starts anew after the window', () => {
    let now = 0;
    const limits = createLimits(() => now);
    limits.declare('x', { user: 2 });
    expect(limits.take('x', callerOf('1')).headers).toEqual({
      'x-rate-limit-limit': '2',
      'x-rate-limit-remaining': '1',
      'x-rate-limit-reset': '900',
    });
    expect(limits.take('x', callerOf('1')).allowed).toBe(true);
    expect(limits.take('x', callerOf('1'))).toMatchObject({
      allowed: false,
      headers: { 'x-rate-limit-remaining': '0' },
    });
    expect(limits.take('x', callerOf('2')).allowed).toBe(true);
    now = 15 * 60_000;
    expect(limits.take('x', callerOf('1')).allowed).toBe(true);
    expect(limits.refusals()).toEqual({ x: 1 });
  });

  it('holds the day of the user and of the app beside the quarter hour', () => {
    let now = 0;
    const limits = createLimits(() => now);
    limits.declare('x', { user: 2, userDay: 3, appDay: 4 });
    limits.override('x', { dayMs: 60 * 60_000 });
    const take = (user: string) => limits.take('x', callerOf(user)).allowed;
    expect([take('1'), take('1'), take('1')]).toEqual([true, true, false]);
    now = 15 * 60_000;
    expect([take('1'), take('1')]).toEqual([true, false]);
    expect([take('2'), take('2')]).toEqual([true, false]);
    now = 60 * 60_000;
    expect(take('2')).toBe(true);
    expect(limits.take('x', callerOf('2')).headers).toMatchObject({
      'x-user-limit-24hour-remaining': '0',
      'x-app-limit-24hour-remaining': '2',
      'x-app-limit-24hour-reset': '7200',
    });
  });

  it('lets everything through when it is switched off', () => {
    const limits = createLimits(() => 0);
    limits.declare('x', { user: 0 });
    limits.enabled = false;
    expect(limits.take('x', callerOf('1'))).toEqual({ allowed: true, headers: {} });
  });
});
