import { expect, it } from 'vitest';
import { runKills } from './kill-run.ts';
import { newSeed } from './random.ts';

it('loses nothing and doubles nothing while the server, PostgreSQL and both are killed', async () => {
  const seed = Number(process.env['PROOF_SEED'] ?? newSeed());
  const result = await runKills({
    seed,
    kills: 5,
    events: 240,
    conversations: 4,
    killEveryMs: 1_800,
    settleWithinMs: 60_000,
    say: () => undefined,
  });
  expect(result.problems, `PROOF_SEED=${seed}`).toEqual([]);
  expect(result.outbound).toBe(120);
  expect(result.orphans, 'processes left behind').toEqual([]);
}, 180_000);
