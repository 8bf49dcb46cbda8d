import type { ErrorDeclaration } from '../../contract/errors/declare.ts';
import { AppError } from '../base/index.ts';

/**
 * What is known about the effect of a call that did not succeed:
 * - `not_sent`: nothing reached X; a repeat is safe.
 * - `uncertain`: X may have acted; it must be looked up before anything is repeated.
 * - `failed`: X failed at something without effect (a read); a repeat is safe.
 * - `refused`: X answered no and did nothing.
 * - `limited`: X, or our own book of X's limits, says to wait; nothing was done.
 */
export type ProblemKind = 'not_sent' | 'uncertain' | 'failed' | 'refused' | 'limited';

export interface XProblemFacts {
  readonly kind: ProblemKind;
  readonly retryable: boolean;
  /** HTTP status, when X answered. */
  readonly xStatus?: number;
  /** X's numeric v1.1 codes. */
  readonly xCodes?: readonly number[];
  /** X's answer as it came, at most 4,000 characters. For the people who may read the message, not for logs. */
  readonly xBody?: string;
  /** How long to wait, from the moment of the answer. */
  readonly retryAfterMs?: number;
  /** `limited` by our own book: when it goes on, by the database's clock. */
  readonly freeAt?: Date;
  readonly said?: string;
  readonly cause?: unknown;
}

/** A call to X that did not succeed, translated once. Its `code`, sentence and actor come from contract/errors/x.ts. */
export class XProblem extends AppError {
  readonly kind: ProblemKind;
  readonly retryable: boolean;
  readonly xStatus: number | undefined;
  readonly xCodes: readonly number[];
  readonly xBody: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly freeAt: Date | undefined;

  constructor(declaration: ErrorDeclaration, facts: XProblemFacts) {
    super(declaration, {
      values: { said: facts.said ? ` X says: “${facts.said}”` : '', status: facts.xStatus ?? 0 },
      details: { xStatus: facts.xStatus, xCodes: facts.xCodes },
      cause: facts.cause,
    });
    this.kind = facts.kind;
    this.retryable = facts.retryable;
    this.xStatus = facts.xStatus;
    this.xCodes = facts.xCodes ?? [];
    this.xBody = facts.xBody;
    this.retryAfterMs = facts.retryAfterMs;
    this.freeAt = facts.freeAt;
  }
}
