import { expect, it } from 'vitest';
import { newSeed } from './random.ts';
import { runReportKills } from './report-kills.ts';

it('a run loses no row and brings none twice, wherever its process is killed', async () => {
  const seed = Number(process.env['PROOF_SEED'] ?? newSeed());
  const { states, rows, different, beside, besideDifferent, expected } = await runReportKills({
    seed,
    kills: 4,
  });
  expect(expected).toBeGreaterThan(0);
  // With its seed, so that a failure can be run again.
  expect({ seed, states, rows, different, beside, besideDifferent }).toEqual({
    seed,
    states: ['succeeded'],
    rows: expected,
    different: expected,
    beside: expected,
    besideDifferent: expected,
  });
}, 180_000);
