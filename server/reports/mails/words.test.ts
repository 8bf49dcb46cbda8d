import { expect, it } from 'vitest';
import { wordsOf } from './words.ts';

const row = {
  datasetName: 'Orders',
  datasetId: 'd',
  now: 'failed',
  told: null,
  runId: 'r',
  lateAfterHours: 24,
  problem: { code: 'x_credits_depleted', message: 'X wants to be paid.', who: 'operator' },
} as const;

it('says what failed, what to do, and where the run is', () => {
  const { subject, lines, link } = wordsOf(row);
  expect(subject).toBe('Failed: Orders');
  expect(lines).toContain('X wants to be paid.');
  expect(lines.at(-1)).toContain('whoever runs this installation has to act');
  expect(link.path).toBe('/datasources/d/details/history?run=r');
  const token = wordsOf({ ...row, problem: { ...row.problem, code: 'x_token_invalid', who: 'caller' } });
  expect(token.lines.at(-1)).toContain('connect the account again');
});

it('says how late it is, and that it works again after what', () => {
  const late = wordsOf({ ...row, now: 'late', runId: null, problem: null });
  expect(late.lines[0]).toContain('for more than 24 hours');
  expect(late.link.path).toBe('/datasources/d/details/history');
  expect(wordsOf({ ...row, now: null, told: 'late' }).lines[0]).toContain('was late, and works again');
  expect(wordsOf({ ...row, now: null, told: 'failed' }).lines[0]).toContain('had failed, and works again');
});
