/** What `JSON.parse` hands to its reviver, and `JSON.rawJSON`: both newer than the types of the language's library. */
type Reviver = (key: string, value: unknown, context?: { source?: string }) => unknown;
interface ExactJson {
  parse(text: string, reviver: Reviver): unknown;
  rawJSON(text: string): object;
}
// The same global object, with the two members that its types do not name yet.
const exact = JSON as unknown as ExactJson;

/**
 * An id as the JSON number that X writes beside its string twin. Ids have up to 19 digits, more than a number of
 * JavaScript holds; clients in other languages read and send them back as they are.
 * https://docs.x.com/fundamentals/x-ids
 */
export function exactNumber(id: string): number {
  // Where it goes it is only ever written as JSON, where it is a number.
  return exact.rawJSON(/^(0|-?[1-9][0-9]*)$/.test(id) ? id : '0') as unknown as number;
}

/** Parses JSON; whole numbers that JavaScript cannot hold come as strings of their digits. */
export function parseExactly(text: string): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  return exact.parse(text, (_key, value, context) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^-?[0-9]+$/.test(context?.source ?? '')
      ? context?.source
      : value,
  );
}
