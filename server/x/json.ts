const LONG_NUMBER = /[:[,]\s*-?\d{16,}/;

/**
 * Parses JSON without losing digits: an integer that a double cannot hold comes back as its text.
 * X's v1.1 and Engagement answers carry such ids as numbers.
 * @throws SyntaxError when it is not JSON.
 */
export function parseJson(text: string): unknown {
  // A reviver costs several times the parse; few answers need it.
  return LONG_NUMBER.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
}

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source;
  return source !== undefined && /^-?\d+$/.test(source) ? source : value;
}

/** A JSON object, or nothing: what came from outside is not believed before it is looked at. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  // Any object that JSON makes has string keys.
  return value as Readonly<Record<string, unknown>>;
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** An id as X spells it: usually text, in v1.1 also a number. */
export function asXId(value: unknown): string | undefined {
  if (typeof value === 'string' && /^-?\d{1,20}$/.test(value)) return value;
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : undefined;
}

/** A time as v2 spells it. */
export function asTime(value: unknown): Date | undefined {
  const text = asText(value);
  if (text === undefined) return undefined;
  const parsed = new Date(text);
  return Number.isNaN(parsed.getTime()) ? undefined : parsed;
}
