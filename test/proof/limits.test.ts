import { expect, it } from 'vitest';
import { runLimits } from './limits-run.ts';

it('is never refused by X and uses what it allows: three accounts, two servers, quarter-hour and daily caps', async () => {
  const result = await runLimits({
    windowMs: 5_000,
    // Three windows are needed for a day; five fit, so that a slow machine loses none.
    dayMs: 25_000,
    user: 15,
    userDay: 40,
    appDay: 100,
    days: 1,
    say: () => undefined,
  });
  expect(result.tooMany).toBe(0);
  expect(result.share).toBeGreaterThanOrEqual(0.95);
}, 180_000);
