import { type JsonObject, type XError, invalidRequest } from './errors.ts';

/** A complaint about one member of a JSON body, as X names it: `$.reply.in_reply_to_tweet_id`. */
export function badMember(path: string, value: unknown, complaint: string): XError {
  const shown = value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  return invalidRequest({ [path]: [shown] }, `${path}: ${complaint}`);
}

/** Refuses members that the endpoint does not have. */
export function checkMembers(body: JsonObject, known: readonly string[], at = '$'): void {
  for (const name of Object.keys(body))
    if (!known.includes(name))
      throw badMember(
        `${at}.${name}`,
        body[name],
        'is not defined in the schema and the schema does not allow additional properties',
      );
}

export function objectMember(body: JsonObject, name: string, at = '$'): JsonObject | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  // What JSON gave; its own members are checked one by one.
  if (typeof value === 'object' && !Array.isArray(value)) return value as JsonObject;
  throw badMember(`${at}.${name}`, value, 'object expected');
}

export function textMember(body: JsonObject, name: string, at = '$'): string | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  throw badMember(`${at}.${name}`, value, 'string expected');
}

export function booleanMember(body: JsonObject, name: string, at = '$'): boolean | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'boolean') return value;
  throw badMember(`${at}.${name}`, value, 'boolean expected');
}

/** An id; required unless `optionalIdMember` is used. */
export function idMember(body: JsonObject, name: string, at = '$'): string {
  const id = optionalIdMember(body, name, at);
  if (id === undefined) throw badMember(`${at}.${name}`, undefined, 'is missing but it is required');
  return id;
}

export function optionalIdMember(body: JsonObject, name: string, at = '$'): string | undefined {
  const value = textMember(body, name, at);
  if (value === undefined || /^[0-9]{1,19}$/.test(value)) return value;
  throw badMember(`${at}.${name}`, value, 'does not match the regex pattern ^[0-9]{1,19}$');
}

export function listMember(body: JsonObject, name: string, at = '$'): unknown[] | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return value as unknown[];
  throw badMember(`${at}.${name}`, value, 'array expected');
}
