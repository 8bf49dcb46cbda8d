import { expect, it } from 'vitest';
import { newSeed } from './random.ts';
import { runReportKills } from './report-kills.ts';

it('a run loses no row and brings none twice, wherever its process is killed', async () => {
  const seed = Number(process.env['PROOF_SEED'] ?? newSeed());
  const { states, rows, different, beside, besideDifferent, expected, runs } = await runReportKills({
    seed,
    kills: 4,
  });
  const told = `PROOF_SEED=${seed}`;
  expect(states, told).toEqual(['succeeded']);
  expect(runs, told).toBeGreaterThan(0);
  expect({ rows, different, beside, besideDifferent }, told).toEqual({
    rows: expected,
    different: expected,
    beside: expected,
    besideDifferent: expected,
  });
}, 180_000);
