import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';
import { baseErrors } from '../../../contract/errors/base.ts';
import { AppError } from '../errors.ts';
import { problemSentence, type ValidationProblem } from './problem.ts';

export type Part = 'params' | 'querystring' | 'body' | 'headers';

/** Answers the value with defaults filled in. @throws AppError `invalid_request` naming the first wrong field. */
export type Check = (value: unknown) => unknown;

/**
 * Compiles a schema once. The text of an address is converted to numbers, booleans and lists; a body is taken as it
 * is, since a coerced body turns null into an empty string and 1 into true.
 */
export function compileCheck(schema: TSchema, part: Part): Check {
  const compiled = Compile(schema);
  const fromText = part !== 'body';
  return (given) => {
    const whole = given === undefined && fromText ? {} : given;
    const filled = Value.Default(schema, fromText ? Value.Convert(schema, Value.Clone(whole)) : whole);
    if (compiled.Check(filled)) return filled;
    // A union reports each of its branches first; the outermost problem of the deepest field is the useful one.
    const problems: readonly ValidationProblem[] = compiled.Errors(filled);
    const { field, sentence } = problemSentence(problems, part);
    throw new AppError(baseErrors.invalid_request, {
      values: { problem: sentence },
      details: { in: part === 'querystring' ? 'query' : part, field },
    });
  };
}
