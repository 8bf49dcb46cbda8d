import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Caller } from './auth.ts';
import { type LimitCheck, type LimitRule, createLimits } from './limits.ts';

const quarterHourMs = 15 * 60_000;
const dayMs = 24 * 60 * 60_000;

// Only the ids are read.
const callerOf = (userId: string | undefined, appId: string) =>
  ({
    kind: userId === undefined ? 'bearer' : 'oauth2',
    app: { id: appId },
    user: userId === undefined ? undefined : { id: userId },
    scopes: [],
  }) as unknown as Caller;

/** One budget, written as plainly as possible: the times at which its requests were let through. */
class Budget {
  readonly limit: number;
  readonly lengthMs: number;
  startedAt: number | undefined;
  used = 0;
  constructor(limit: number, lengthMs: number) {
    this.limit = limit;
    this.lengthMs = lengthMs;
  }
  roll(at: number): void {
    if (this.startedAt !== undefined && at < this.startedAt + this.lengthMs) return;
    this.startedAt = at;
    this.used = 0;
  }
  headers(prefix: string): Record<string, string> {
    return {
      [`${prefix}limit`]: String(this.limit),
      [`${prefix}remaining`]: String(this.limit - this.used),
      // A budget is rolled before it is shown.
      [`${prefix}reset`]: String(Math.ceil(((this.startedAt ?? 0) + this.lengthMs) / 1000)),
    };
  }
}

const rule = { user: 3, userDay: 7, appDay: 11 } satisfies LimitRule;

/** Waits that fall on, just before and just after the ends of windows more often than chance would. */
const wait = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: quarterHourMs }) },
  { weight: 3, arbitrary: fc.constantFrom(quarterHourMs - 1, quarterHourMs, quarterHourMs + 1) },
  { weight: 2, arbitrary: fc.constantFrom(dayMs - 1, dayMs, dayMs + 1) },
);

describe('limits at the edges of windows', () => {
  it('let exactly as many through as a plain count of each window says, and say so in the headers', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 ** 12 }),
        fc.array(fc.record({ wait, user: fc.constantFrom('1', '2') }), { minLength: 1, maxLength: 60 }),
        (start, requests) => {
          let now = start;
          const limits = createLimits(() => now);
          limits.declare('x', rule);
          const budgets = new Map<string, Budget>();
          const budget = (name: string, limit: number, lengthMs: number) => {
            const known = budgets.get(name) ?? new Budget(limit, lengthMs);
            budgets.set(name, known);
            known.roll(now);
            return known;
          };
          for (const { wait: pause, user } of requests) {
            now += pause;
            const held = [
              budget(`user ${user}`, rule.user, quarterHourMs),
              budget(`userDay ${user}`, rule.userDay, dayMs),
              budget('appDay', rule.appDay, dayMs),
            ] as const;
            const allowed = held.every(({ used, limit }) => used < limit);
            if (allowed) for (const each of held) each.used += 1;
            expect(limits.take('x', callerOf(user, 'app'))).toEqual({
              allowed,
              headers: {
                ...held[0].headers('x-rate-limit-'),
                ...held[1].headers('x-user-limit-24hour-'),
                ...held[2].headers('x-app-limit-24hour-'),
              },
            });
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('let a client that waits until the second of `reset` through at once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 ** 12 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 3 * quarterHourMs }),
        (start, limit, windowMs) => {
          let now = start;
          const limits = createLimits(() => now);
          limits.declare('x', { user: limit, windowMs });
          const take = (): LimitCheck => limits.take('x', callerOf('1', 'app'));
          for (let count = 0; count < limit; count++) expect(take().allowed).toBe(true);
          const refused = take();
          expect(refused.allowed).toBe(false);
          now = start + windowMs - 1;
          expect(take().allowed).toBe(false);
          now = Number(refused.headers['x-rate-limit-reset']) * 1000;
          expect(take().allowed).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('never let one app or user spend the budget of another', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('1', '2', undefined), fc.constantFrom('a', 'b')), {
          maxLength: 80,
        }),
        (requests) => {
          const limits = createLimits(() => 1000);
          limits.declare('x', { user: 4, app: 6 });
          const passed = new Map<string, number>();
          for (const [user, app] of requests) {
            const key = user === undefined ? app : `${app} ${user}`;
            const before = passed.get(key) ?? 0;
            const { allowed } = limits.take('x', callerOf(user, app));
            expect(allowed).toBe(before < (user === undefined ? 6 : 4));
            if (allowed) passed.set(key, before + 1);
          }
        },
      ),
    );
  });

  it('keep no windows that have ended', () => {
    let now = 0;
    const limits = createLimits(() => now);
    limits.declare('x', { user: 4 });
    for (let user = 0; user < 60_000; user++) {
      now += 100;
      limits.take('x', callerOf(String(user), 'app'));
    }
    // 9,000 windows are open at any time; as many again may wait to be swept.
    expect(limits.usage().length).toBeLessThan(25_000);
  });
});
