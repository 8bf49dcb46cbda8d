import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';
import { badRequest, SunshineError } from './problem.ts';
import { sunshineErrors } from '../../../contract/sunshine/errors.ts';

interface Problem {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: unknown;
  readonly message: string;
}

/** Compiles a body's schema. The check throws a `bad_request` that names the first wrong field, in the contract's words. */
export function compileBody<T extends TSchema>(schema: T): (given: unknown) => Static<T> {
  const compiled = Compile(schema);
  return (given) => {
    if (compiled.Check(given)) return given;
    const problems: readonly Problem[] = compiled.Errors(given);
    throw badRequest(sentenceOf(problems));
  };
}

/** Compiles the schema of a part of the address; text becomes numbers and booleans where the schema wants them. */
export function compileQuery<T extends TSchema>(schema: T): (given: unknown) => Static<T> {
  const compiled = Compile(schema);
  return (given) => {
    const value = Value.Default(schema, Value.Convert(schema, Value.Clone(given)));
    if (compiled.Check(value)) return value;
    throw new SunshineError(sunshineErrors.query);
  };
}

function sentenceOf(problems: readonly Problem[]): string {
  // The deepest field is the one that somebody got wrong; a union names its branches' problems too.
  const problem = problems.reduce(
    (best, one) => (depth(one) > depth(best) ? one : best),
    problems[0] ?? { instancePath: '', keyword: '', params: {}, message: 'should be valid' },
  );
  const place = problem.instancePath.replaceAll('/', '.');
  if (problem.keyword === 'required') {
    const missing = listOf(problem.params, 'requiredProperties')[0] ?? '';
    return `${place === '' ? '' : `${place.slice(1)} `}should have required property '${missing}'`;
  }
  const said = problem.message.replace(/^must\b/, 'should');
  return `${place === '' ? 'body' : place.slice(1)} ${said}`;
}

function depth(problem: Problem): number {
  return problem.instancePath.split('/').length;
}

function listOf(params: unknown, name: string): string[] {
  if (typeof params !== 'object' || params === null) return [];
  const found: unknown = Object.entries(params).find(([key]) => key === name)?.[1];
  return Array.isArray(found) ? found.map(String) : [];
}
