import { createHash } from 'node:crypto';
import { lowerBound } from './ordered.ts';
import { compareIds } from './snowflake.ts';

interface Item {
  id: string;
}

/** A place in a list, newest first: after an item (towards older ones) or before it (towards newer ones). */
export interface Cursor {
  towards: 'older' | 'newer';
  id: string;
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUV';
const idCharacters = 13;
const sealCharacters = 5;

/** A token in X's base32 form; it holds the id of an item, so what is written meanwhile moves nothing. */
export function encodeCursor(list: string, { towards, id }: Cursor): string {
  let rest = BigInt(id);
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
  const parts = /^(1([8B])([0-9A-V]{13}))([0-9A-V]{5})ZZZZ$/i.exec(token);
  if (!parts) return undefined;
  const [, head = '', direction, digits = '', given] = parts.map((part) => part.toUpperCase());
  if (seal(list, head) !== given) return undefined;
  let id = 0n;
  for (const digit of digits) id = id * 32n + BigInt(alphabet.indexOf(digit));
  return { towards: direction === '8' ? 'older' : 'newer', id: id.toString() };
}

function seal(list: string, head: string): string {
  const digest = createHash('sha1').update(`${list}|${head}`).digest();
  return Array.from(digest.subarray(0, sealCharacters), (byte) => alphabet[byte & 31]).join('');
}

/** Which part of a list counts: ids from `from` on and below `below`. */
export interface IdRange {
  from?: string;
  below?: string;
}

export interface PageAsked<T extends Item> extends IdRange {
  cursor?: Cursor;
  limit: number;
  wanted?: (item: T) => boolean;
}

export interface Page<T> {
  /** Newest first. */
  items: T[];
  older?: Cursor;
  newer?: Cursor;
}

/** Takes one page out of a list that is stored oldest first; the work is that of the page, not of the list. */
export function takePage<T extends Item>(list: readonly T[], asked: PageAsked<T>): Page<T> {
  const { cursor, limit, wanted = () => true } = asked;
  const floor = asked.from === undefined ? 0 : lowerBound(list, asked.from);
  const ceiling = asked.below === undefined ? list.length : lowerBound(list, asked.below);
  if (cursor?.towards === 'newer') {
    const items: T[] = [];
    let index = Math.max(floor, after(list, cursor.id));
    for (let item = list[index]; item && index < ceiling && items.length <= limit; item = list[++index])
      if (wanted(item)) items.push(item);
    const more = items.length > limit;
    const page = (more ? items.slice(0, limit) : items).reverse();
    return withCursors(page, page.length > 0, more);
  }
  const start = cursor ? Math.min(ceiling, lowerBound(list, cursor.id)) : ceiling;
  const items: T[] = [];
  for (let index = start - 1; index >= floor && items.length <= limit; index--) {
    const item = list[index];
    if (item && wanted(item)) items.push(item);
  }
  const more = items.length > limit;
  return withCursors(more ? items.slice(0, limit) : items, more, cursor !== undefined);
}

/** One page of items that come newest first, as they are needed; only towards older ones. */
export function takeFirst<T extends Item>(newestFirst: Iterable<T>, limit: number): Page<T> {
  const items: T[] = [];
  for (const item of newestFirst) {
    if (items.length === limit) return withCursors(items, true, false);
    items.push(item);
  }
  return withCursors(items, false, false);
}

/** Items of several lists (each stored oldest first) as one, newest first, each id once. */
export function* mergeNewestFirst<T extends Item>(
  lists: readonly (readonly T[])[],
  { from, below }: IdRange = {},
): Generator<T> {
  const heads: { list: readonly T[]; index: number; floor: number; id: string }[] = [];
  for (const list of lists) {
    const index = (below === undefined ? list.length : lowerBound(list, below)) - 1;
    const floor = from === undefined ? 0 : lowerBound(list, from);
    const id = list[index]?.id;
    if (id !== undefined && index >= floor) heads.push({ list, index, floor, id });
  }
  // Kept in the order of the next id, so that the last head is the newest.
  heads.sort((a, b) => compareIds(a.id, b.id));
  let last = '';
  for (let head = heads.pop(); head; head = heads.pop()) {
    const item = head.list[head.index];
    if (item && item.id !== last) {
      last = item.id;
      yield item;
    }
    head.index -= 1;
    const next = head.list[head.index];
    if (!next || head.index < head.floor) continue;
    head.id = next.id;
    heads.splice(lowerBound(heads, head.id), 0, head);
  }
}

/** Only those that are wanted, read as far as they are asked for. */
export function* filterNewestFirst<T>(items: Iterable<T>, wanted: (item: T) => boolean): Generator<T> {
  for (const item of items) if (wanted(item)) yield item;
}

function withCursors<T extends Item>(items: T[], older: boolean, newer: boolean): Page<T> {
  const newest = items[0];
  const oldest = items.at(-1);
  return {
    items,
    older: older && oldest ? { towards: 'older', id: oldest.id } : undefined,
    newer: newer && newest ? { towards: 'newer', id: newest.id } : undefined,
  };
}

function after(list: readonly Item[], id: string): number {
  const index = lowerBound(list, id);
  return list[index]?.id === id ? index + 1 : index;
}
