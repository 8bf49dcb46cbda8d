import { describe, expect, it } from 'vitest';
import { xErrors } from '../../contract/errors/x.ts';
import { AppError } from '../base/index.ts';
import { type ProblemKind, XProblem } from '../x/index.ts';
import { backOffMs, outcomeOf } from './outcome.ts';

const problem = (kind: ProblemKind, more: object = {}) =>
  new XProblem(xErrors.x_refused, { kind, retryable: false, ...more });

describe('what a failed send means', () => {
  it.each([
    ['not_sent', 'wait'],
    ['limited', 'wait'],
    ['refused', 'refused'],
    ['uncertain', 'unknown'],
  ] as const)('%s means %s', (kind, outcome) => {
    expect(outcomeOf(problem(kind), 'v2', 0).kind).toBe(outcome);
  });

  it('anything that nobody understands is unknown, never safe to repeat', () => {
    expect(outcomeOf(new TypeError('surprise'), 'v2', 0).kind).toBe('unknown');
    expect(outcomeOf('surprise', 'v2', 0).kind).toBe('unknown');
  });

  it('a missing sign-in means that the call was not made', () => {
    expect(outcomeOf(new AppError(xErrors.x_token_invalid), 'v2', 0)).toMatchObject({
      kind: 'wait',
      wholeAccount: false,
    });
  });

  it('453 means that quick replies go out as text, but only where they were tried', () => {
    expect(outcomeOf(problem('refused', { xCodes: [453] }), 'v1', 0).kind).toBe('no_v1');
    expect(outcomeOf(problem('refused', { xCodes: [453] }), 'v2', 0).kind).toBe('refused');
  });

  it('a limit closes the whole account for as long as X says', () => {
    expect(outcomeOf(problem('limited', { retryAfterMs: 1234 }), 'v2', 0)).toMatchObject({
      retryAfterMs: 1234,
      wholeAccount: true,
    });
  });

  it('waits grow to five minutes', () => {
    expect([0, 1, 5, 100].map(backOffMs)).toEqual([1000, 2000, 32_000, 300_000]);
  });
});
