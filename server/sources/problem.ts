import { AppError, messageOf } from '../base/index.ts';

/** Who must act, in Airbyte's words: whoever wrote the configuration, time, or us. */
export type FailureType = 'config_error' | 'transient_error' | 'system_error';

/** What ends a command of a source, in a sentence. */
export class SourceProblem extends Error {
  override readonly name = 'SourceProblem';
  readonly failure: FailureType;

  constructor(failure: FailureType, sentence: string, cause?: unknown) {
    super(sentence, { cause });
    this.failure = failure;
  }
}

const OF_WHO = {
  caller: 'config_error',
  operator: 'config_error',
  time: 'transient_error',
  us: 'system_error',
} as const;

export function failureOf(error: unknown): { readonly type: FailureType; readonly sentence: string } {
  if (error instanceof SourceProblem) return { type: error.failure, sentence: error.message };
  if (error instanceof AppError) return { type: OF_WHO[error.declaration.who], sentence: error.message };
  return { type: 'system_error', sentence: `Rookery itself failed at this: ${messageOf(error)}` };
}
