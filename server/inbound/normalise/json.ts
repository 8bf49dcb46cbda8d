/** Reading what somebody else wrote: nothing is believed, nothing throws. */

export type JsonRecord = Readonly<Record<string, unknown>>;

const EMPTY: JsonRecord = Object.freeze({});
const ID = /^[0-9]{1,19}$/;
const LARGEST_ID = 2n ** 63n - 1n;

/** The value of a JSON text in UTF-8; undefined when it is none. Wrong bytes become U+FFFD. */
export function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** An object; anything else is an empty one. */
export function record(value: unknown): JsonRecord {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return EMPTY;
  // What JSON.parse makes of an object has string keys and unknown values.
  return value as JsonRecord;
}

/** True for an object that is not a list. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list; anything else is an empty one. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Text that the database takes: NUL and lone surrogates become U+FFFD. */
export function text(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const whole = value.toWellFormed();
  return whole.includes('\u0000') ? whole.replaceAll('\u0000', '\ufffd') : whole;
}

/** The same, without ends, cut to a length. */
export function shortText(value: unknown, length: number): string | undefined {
  const found = text(value)?.trim();
  if (!found) return undefined;
  return found.length > length ? found.slice(0, length).toWellFormed() : found;
}

/** An id of X: up to 19 digits, within 64 bits. Small ones may come as a number. */
export function xId(value: unknown): string | undefined {
  const found = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof found !== 'string' || !ID.test(found)) return undefined;
  const number = BigInt(found);
  return number <= LARGEST_ID ? number.toString() : undefined;
}

/** A number that fits a column; counters also come as text. */
export function count(value: unknown): number | undefined {
  const found = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  if (typeof found !== 'number' || !Number.isFinite(found)) return undefined;
  const whole = Math.trunc(found);
  return whole >= 0 && whole <= 2 ** 31 - 1 ? whole : undefined;
}

/** A moment given in milliseconds since 1970, as text or number, or in RFC 3339. */
export function moment(value: unknown): Date | undefined {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) return validDate(Date.parse(value));
  const ms = typeof value === 'string' && /^\d{9,15}$/.test(value) ? Number(value) : value;
  return typeof ms === 'number' ? validDate(ms) : undefined;
}

function validDate(ms: number): Date | undefined {
  const isSane = Number.isFinite(ms) && ms >= 0 && ms < Date.UTC(2100, 0);
  return isSane ? new Date(ms) : undefined;
}

/** An address that a browser may open. */
export function webUrl(value: unknown): string | undefined {
  const found = text(value);
  if (found === undefined || found.length > 4_000 || !/^https?:\/\//i.test(found)) return undefined;
  return URL.canParse(found) ? found : undefined;
}
