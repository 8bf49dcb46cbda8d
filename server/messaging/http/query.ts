import { sunshineErrors } from '../../../contract/sunshine/errors.ts';
import { isId } from '../../base/index.ts';
import { SunshineError } from './problem.ts';

/** Which part of a list is asked for. */
export interface Page {
  readonly after: string | null;
  readonly before: string | null;
  readonly size: number;
}

const STANDARD_SIZE = 25;
const MOST = 100;

/**
 * The fields of `page[…]` or `filter[…]`. Clients write them in two ways: as fields of the address, and as JSON text
 * under the bare name.
 */
export function groupOf(query: Readonly<Record<string, unknown>>, name: string): Record<string, string> {
  const found: Record<string, string> = {};
  const whole = query[name];
  if (typeof whole === 'string' && whole.trim().startsWith('{')) {
    for (const [key, value] of Object.entries(readJson(whole))) {
      if (value !== null && value !== undefined) found[key] = String(value);
    }
  }
  for (const [key, value] of Object.entries(query)) {
    const field = new RegExp(`^${name}\\[([\\w.]+)\\]$`).exec(key)?.[1];
    if (field !== undefined && typeof value === 'string') found[field] = value;
    if (field !== undefined && Array.isArray(value)) found[field] = value.map(String).join(',');
  }
  return found;
}

/** @throws SunshineError 400 for cursors of another form, for both cursors at once, and for a size out of bounds. */
export function pageOf(query: Readonly<Record<string, unknown>>): Page {
  const { after, before, size } = groupOf(query, 'page');
  const wrong = new SunshineError(sunshineErrors.page);
  if (after !== undefined && before !== undefined) throw wrong;
  for (const cursor of [after, before]) if (cursor !== undefined && !isId(cursor)) throw wrong;
  const wanted = size === undefined ? STANDARD_SIZE : Number(size);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > MOST) throw wrong;
  return { after: after ?? null, before: before ?? null, size: wanted };
}

function readJson(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Falls through: what cannot be read is no page.
  }
  throw new SunshineError(sunshineErrors.query);
}
