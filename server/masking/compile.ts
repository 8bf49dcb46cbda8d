import { RE2JS, RE2JSException, RE2Set } from 're2js';
import { maskingErrors } from '../../contract/errors/masking.ts';
import { AppError } from '../base/index.ts';
import type { Pattern } from './types.ts';

/** Patterns made ready once, for any number of texts. */
export interface Compiled<P extends Pattern = Pattern> {
  readonly patterns: readonly { readonly rule: P; readonly find: RE2JS }[];
  /**
   * All patterns in one machine: says in one pass which of them occur at all. A message without a find costs
   * 2 to 8 µs whether there are 5 rules or 500; one by one, 500 would cost 150 µs.
   */
  readonly any: RE2Set;
}

/** Makes patterns ready. @throws AppError masking_pattern_not_valid */
export function compile<P extends Pattern>(rules: readonly P[]): Compiled<P> {
  const any = new RE2Set();
  const patterns = rules.map((rule) => {
    const find = read(rule.pattern);
    any.add(rule.pattern);
    return { rule, find };
  });
  any.compile();
  return { patterns, any };
}

/** @throws AppError masking_pattern_not_valid, masking_pattern_finds_nothing */
export function checkPattern(pattern: string): void {
  if (read(pattern).test('')) throw new AppError(maskingErrors.masking_pattern_finds_nothing);
}

function read(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    const problem = error.message.replace(/^error parsing regexp: /, '');
    throw new AppError(maskingErrors.masking_pattern_not_valid, { values: { problem }, cause: error });
  }
}
