import { type JsonObject, type XError, v1Error } from '../../core/errors.ts';

/**
 * Reads the JSON of v1.1 with X's complaints: what is missing is code 38, what has the wrong form is code 214 with the
 * path and the value, as in `event.message_create.message_data.ctas: '' is not a valid Seq`.
 * https://developer.x.com/en/support/x-api/error-troubleshooting
 */
export interface Reader {
  /** Where it stands in the body. */
  readonly path: string;
  has(name: string): boolean;
  /** A member that is an object; missing ones are refused. */
  object(name: string): Reader;
  /** Text; a number is taken as its digits. */
  text(name: string): string | undefined;
  required(name: string): string;
  /** A user's, a file's or another thing's number. */
  id(name: string): string;
  objects(name: string): Reader[];
  /** As it was sent. */
  readonly value: JsonObject;
}

export function readJson(value: JsonObject, path = ''): Reader {
  const at = (name: string) => (path === '' ? name : `${path}.${name}`);
  const text = (name: string): string | undefined => {
    const found = value[name];
    if (found === undefined || found === null) return undefined;
    if (typeof found === 'string') return found;
    if (typeof found === 'number') return String(found);
    throw invalid(at(name), found, 'String');
  };
  const required = (name: string): string => {
    const found = text(name);
    if (found === undefined || found.trim() === '') throw missing(at(name));
    return found;
  };
  return {
    path,
    value,
    has: (name) => value[name] !== undefined && value[name] !== null,
    object(name) {
      const found = value[name];
      if (found === undefined || found === null) throw missing(at(name));
      if (!isObject(found)) throw invalid(at(name), found, 'Object');
      return readJson(found, at(name));
    },
    text,
    required,
    id(name) {
      const found = required(name);
      if (!/^[0-9]{1,19}$/.test(found)) throw invalid(at(name), found, 'Long');
      return found;
    },
    objects(name) {
      const found = value[name];
      if (found === undefined || found === null) throw missing(at(name));
      if (!Array.isArray(found)) throw invalid(at(name), found, 'Seq');
      return found.map((item: unknown, index) => {
        if (!isObject(item)) throw invalid(`${at(name)}[${index}]`, item, 'Object');
        return readJson(item, `${at(name)}[${index}]`);
      });
    },
  };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function missing(path: string): XError {
  return v1Error(403, 38, `${path} parameter is missing.`);
}

function invalid(path: string, value: unknown, type: string): XError {
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  return v1Error(400, 214, `${path}: '${shown.slice(0, 100)}' is not a valid ${type}`);
}

/** Code 151 tells what was wrong with a message. */
export function notSent(reason: string): XError {
  return v1Error(403, 151, `There was an error sending your message: ${reason}.`);
}
