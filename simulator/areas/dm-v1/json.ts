import type { JsonObject } from '../../core/errors.ts';

/** A member that is an object; an empty one when it is not there. */
export function memberOf(body: JsonObject, name: string): JsonObject {
  const value = body[name];
  // An object that JSON gave; its members are checked where they are read.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

export function textOf(body: JsonObject, name: string): string | undefined {
  const value = body[name];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}

/** The objects of a list. */
export function objectsOf(body: JsonObject, name: string): JsonObject[] {
  const value = body[name];
  if (!Array.isArray(value)) return [];
  return value.filter((item): item is JsonObject => typeof item === 'object' && item !== null);
}
