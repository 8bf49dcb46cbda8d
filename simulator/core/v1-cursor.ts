import { type JsonObject, v1Error } from './errors.ts';
import { exactNumber } from './exact-number.ts';
import type { Cursor } from './page.ts';

/** `count` within bounds; `standard` when it is missing or no number. */
export function countOf(count: string | undefined, standard: number, max: number): number {
  if (count === undefined || !/^\d{1,9}$/.test(count)) return standard;
  return Math.min(max, Math.max(1, Number(count)));
}

/** A number: below zero towards newer ones, -1 the first page, 0 the end. */
export function readCursor(cursor = '-1'): Cursor | undefined {
  if (cursor === '-1' || cursor === '') return undefined;
  const parts = /^(-?)(\d{1,19})$/.exec(cursor);
  if (!parts) throw v1Error(400, 44, 'cursor parameter is invalid.');
  return { towards: parts[1] === '-' ? 'newer' : 'older', id: parts[2] ?? '0' };
}

/** The cursors of a page, as numbers and as text. */
export function cursors({ older, newer }: { older?: Cursor; newer?: Cursor }): JsonObject {
  const next = older?.id ?? '0';
  const previous = newer?.id ?? '0';
  return {
    next_cursor: exactNumber(next),
    next_cursor_str: next,
    previous_cursor: exactNumber(previous === '0' ? '0' : `-${previous}`),
    previous_cursor_str: previous === '0' ? '0' : `-${previous}`,
  };
}
