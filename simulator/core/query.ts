import { type XError, invalidRequest } from './errors.ts';
import { aliasOf } from './vocabulary.ts';

type Query = Record<string, string | string[] | undefined>;

/** One query value; repeated ones are joined, as X reads them. */
export function textParameter(query: Query, name: string): string | undefined {
  const value = query[name];
  return Array.isArray(value) ? value.join(',') : value;
}

/** A comma-separated list, empty when absent. */
export function listParameter(query: Query, name: string): string[] {
  const text = textParameter(query, name);
  if (text === undefined) return [];
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** A list whose members must be among `known` in either vocabulary; X refuses others with 400. */
export function fieldsParameter(query: Query, name: string, known: readonly string[]): Set<string> {
  const alias = aliasOf(name);
  const given = [...listParameter(query, name), ...(alias === undefined ? [] : listParameter(query, alias))];
  for (const value of given)
    if (!known.includes(value))
      throw invalidRequest(
        { [name]: [given.join(',')] },
        `The \`${name}\` query parameter value [${value}] is not one of [${known.join(',')}]`,
      );
  return new Set(given);
}

/** A whole number within bounds, or `standard` when absent. */
export function numberParameter(
  query: Query,
  name: string,
  min: number,
  max: number,
  standard: number,
): number {
  const text = textParameter(query, name);
  if (text === undefined) return standard;
  const value = Number(text);
  if (/^-?[0-9]+$/.test(text) && value >= min && value <= max) return value;
  throw invalidRequest(
    { [name]: [text] },
    `The \`${name}\` query parameter value [${text}] is not between ${min} and ${max}`,
  );
}

const maxMany = 100;

/** 1 to 100 values of one form, each once: `ids`, `usernames`. */
export function manyParameter(query: Query, name: string, pattern: RegExp): string[] {
  const values = listParameter(query, name);
  if (values.length === 0)
    throw invalidRequest({ [name]: [''] }, `The \`${name}\` query parameter can not be empty`);
  if (values.length > maxMany)
    throw invalidRequest(
      { [name]: [values.join(',')] },
      `The number of values in the \`${name}\` query parameter list [${values.length}] is not between 1 and ${maxMany}`,
    );
  for (const value of values)
    if (!pattern.test(value))
      throw invalidRequest(
        { [name]: [values.join(',')] },
        `The \`${name}\` query parameter value [${value}] does not match ${pattern.source}`,
      );
  return [...new Set(values)];
}

/** A page token that was not made for this list. */
export function invalidToken(name: string, token: string): XError {
  return invalidRequest({ [name]: [token] }, `The \`${name}\` query parameter value [${token}] is not valid`);
}

/** Refuses parameters that the endpoint does not have. */
export function onlyParameters(query: Query, known: readonly string[]): void {
  for (const name of Object.keys(query)) {
    // OAuth 1.0a parameters may travel in the query.
    if (name.startsWith('oauth_') || known.includes(name)) continue;
    throw invalidRequest(
      { [name]: [textParameter(query, name) ?? ''] },
      `The query parameter [${name}] is not one of [${known.join(',')}]`,
    );
  }
}
