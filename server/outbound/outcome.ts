import { AppError, messageOf } from '../base/index.ts';
import { XProblem } from '../x/index.ts';

/** What a call to X that did not succeed means for the message. */
export type Outcome =
  /** Nothing was done and it may be done later: the message keeps its place. */
  | {
      readonly kind: 'wait';
      readonly retryAfterMs: number;
      readonly wholeAccount: boolean;
      readonly failure: Failure;
    }
  /** X said no. */
  | { readonly kind: 'refused'; readonly failure: Failure }
  /** X has no v1.1 direct messages for this app: nothing was done, the other way is tried. */
  | { readonly kind: 'no_v1' }
  /** X may have sent it. */
  | { readonly kind: 'unknown'; readonly failure: Failure };

/** As message.failure and attempt rows keep it; the contract's `failure` without `canRetry`. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly xStatus: number | null;
  readonly xBody: string | null;
  readonly canRetry: boolean;
}

const ACCESS_LEVEL = 453;
const QUARTER_MS = 15 * 60_000;

/**
 * Translates what was thrown by a send.
 * @param tries how often this message was refused without effect before: waits grow with it.
 */
export function outcomeOf(error: unknown, via: 'v1' | 'v2', tries: number): Outcome {
  // The account has no usable sign-in at the moment, so the call was not made.
  if (error instanceof AppError && !(error instanceof XProblem)) {
    const failure = { code: error.code, message: error.message, xStatus: null, xBody: null, canRetry: true };
    return { kind: 'wait', retryAfterMs: Math.max(2_000, backOffMs(tries)), wholeAccount: false, failure };
  }
  // Not an answer of X and not a break that our client understood: nobody knows how far it came.
  if (!(error instanceof XProblem)) return { kind: 'unknown', failure: unknownFailure(messageOf(error)) };
  const failure: Failure = {
    code: error.code,
    message: error.message,
    xStatus: error.xStatus ?? null,
    xBody: error.xBody ?? null,
    canRetry: error.declaration.who !== 'us',
  };
  switch (error.kind) {
    case 'limited':
      return { kind: 'wait', retryAfterMs: error.retryAfterMs ?? QUARTER_MS, wholeAccount: true, failure };
    case 'not_sent':
    case 'failed':
      return {
        kind: 'wait',
        retryAfterMs: error.retryAfterMs ?? backOffMs(tries),
        wholeAccount: false,
        failure,
      };
    case 'refused':
      if (via === 'v1' && error.xCodes.includes(ACCESS_LEVEL)) return { kind: 'no_v1' };
      return { kind: 'refused', failure };
    case 'uncertain':
      return { kind: 'unknown', failure };
  }
}

/** 1 s, 2 s, 4 s … 5 min. */
export function backOffMs(tries: number): number {
  return Math.min(1000 * 2 ** Math.min(tries, 20), 5 * 60_000);
}

function unknownFailure(problem: string): Failure {
  return {
    code: 'x_outcome_unknown',
    message: 'The sending broke off and nobody knows whether X has the message. This is looked up.',
    xStatus: null,
    xBody: problem.slice(0, 500),
    canRetry: false,
  };
}
