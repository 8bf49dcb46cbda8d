import { createHash } from 'node:crypto';
import { compareIds } from '../../core/snowflake.ts';
import { type DmEvent, lowerBound } from '../../state/dms.ts';

/** A place in a list, newest first: after an event (towards older ones) or before it (towards newer ones). */
export interface Cursor {
  towards: 'older' | 'newer';
  eventId: string;
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUV';
const idCharacters = 13;
const sealCharacters = 5;

/** A token in X's base32 form; it holds an event id, so what is written meanwhile moves nothing. */
export function encodeCursor(list: string, { towards, eventId }: Cursor): string {
  let rest = BigInt(eventId);
  let text = '';
  for (let index = 0; index < idCharacters; index++) {
    text = (alphabet[Number(rest & 31n)] ?? '') + text;
    rest >>= 5n;
  }
  const head = `1${towards === 'older' ? '8' : 'B'}${text}`;
  return `${head}${seal(list, head)}ZZZZ`;
}

/** Undefined when the token was not made for this list. */
export function decodeCursor(list: string, token: string): Cursor | undefined {
  const parts = /^(1([8B])([0-9A-V]{13}))([0-9A-V]{5})ZZZZ$/.exec(token);
  if (!parts) return undefined;
  const [, head = '', direction, digits = '', given] = parts;
  if (seal(list, head) !== given) return undefined;
  let id = 0n;
  for (const digit of digits) id = id * 32n + BigInt(alphabet.indexOf(digit));
  return { towards: direction === '8' ? 'older' : 'newer', eventId: id.toString() };
}

function seal(list: string, head: string): string {
  const digest = createHash('sha1').update(`${list}|${head}`).digest();
  return Array.from(digest.subarray(0, sealCharacters), (byte) => alphabet[byte & 31]).join('');
}

export interface PageAsked {
  cursor?: Cursor;
  limit: number;
  /** Events made before this are outside the window. */
  oldestId?: bigint;
  wanted: (event: DmEvent) => boolean;
}

export interface Page {
  /** Newest first. */
  events: DmEvent[];
  older?: Cursor;
  newer?: Cursor;
}

/** Takes one page out of a list that is stored oldest first; the work is that of the page, not of the list. */
export function takePage(list: readonly DmEvent[], { cursor, limit, oldestId, wanted }: PageAsked): Page {
  const floor = oldestId === undefined ? 0 : lowerBound(list, oldestId.toString());
  if (cursor?.towards === 'newer') {
    const events: DmEvent[] = [];
    let index = Math.max(floor, after(list, cursor.eventId));
    for (let event = list[index]; event && events.length <= limit; event = list[++index])
      if (wanted(event)) events.push(event);
    const more = events.length > limit;
    const page = (more ? events.slice(0, limit) : events).reverse();
    return withCursors(page, page.length > 0, more);
  }
  const start = cursor ? lowerBound(list, cursor.eventId) : list.length;
  const events: DmEvent[] = [];
  for (let index = start - 1; index >= floor && events.length <= limit; index--) {
    const event = list[index];
    if (event && wanted(event)) events.push(event);
  }
  const more = events.length > limit;
  return withCursors(more ? events.slice(0, limit) : events, more, cursor !== undefined);
}

function withCursors(events: DmEvent[], older: boolean, newer: boolean): Page {
  const newest = events[0];
  const oldest = events.at(-1);
  return {
    events,
    older: older && oldest ? { towards: 'older', eventId: oldest.id } : undefined,
    newer: newer && newest ? { towards: 'newer', eventId: newest.id } : undefined,
  };
}

function after(list: readonly DmEvent[], id: string): number {
  const index = lowerBound(list, id);
  const event = list[index];
  return event && compareIds(event.id, id) === 0 ? index + 1 : index;
}
