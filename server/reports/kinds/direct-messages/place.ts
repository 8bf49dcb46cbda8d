import type { Json } from '../../kind.ts';

/** Where a run is: kept with each batch. */
export interface Place {
  /** X's token of the next page, or the id that ended the last one; absent at the start. */
  readonly token: string | undefined;
  /** Messages looked at, and those of them that became rows. */
  readonly read: number;
  readonly rows: number;
  /** Of the last page, so that a page that X gives again adds nothing. */
  readonly lastIds: readonly string[];
  /** What the next run begins with. */
  readonly bookmark: Bookmark | undefined;
  readonly done: boolean;
}

/**
 * Up to where messages are known. The next run reads again from `from`, that moment included, and leaves out those whose
 * ids are here: of the same instant, or come late, none is lost or doubled.
 */
export interface Bookmark {
  /** Whose and which messages: a bookmark of others means nothing. */
  readonly of: string;
  /** Of the newest message. */
  readonly at: Date;
  readonly from: Date;
  /** Of every message seen from `from` on. */
  readonly ids: readonly string[];
}

export const start: Place = {
  token: undefined,
  read: 0,
  rows: 0,
  lastIds: [],
  bookmark: undefined,
  done: false,
};

export function placeJson(place: Place): Json {
  return {
    token: place.token ?? null,
    read: place.read,
    rows: place.rows,
    lastIds: place.lastIds,
    bookmark: place.bookmark ? bookmarkJson(place.bookmark) : null,
    done: place.done,
  };
}

export function bookmarkJson({ of, at, from, ids }: Bookmark): Json {
  return { of, at: at.toISOString(), from: from.toISOString(), ids };
}

/** @param of whose bookmark is wanted; the place has no other. */
export function readPlace(json: Json | undefined, of: string): Place {
  const place = recordOf(json);
  if (!place) return start;
  return {
    token: typeof place['token'] === 'string' ? place['token'] : undefined,
    read: Number(place['read']),
    rows: Number(place['rows']),
    lastIds: textsOf(place['lastIds']),
    bookmark: readBookmark(place['bookmark'], of),
    done: place['done'] === true,
  };
}

/** Nothing for none, and for that of other messages. */
export function readBookmark(json: Json | undefined, of: string): Bookmark | undefined {
  const bookmark = recordOf(json);
  const { at, from, ids } = bookmark ?? {};
  if (bookmark?.['of'] !== of || typeof at !== 'string' || typeof from !== 'string') return undefined;
  return { of, at: new Date(at), from: new Date(from), ids: textsOf(ids) };
}

/** The greatest number of ids that a bookmark holds; it looks back less far where more came. */
const MOST_IDS = 5_000;

export interface BookmarkRule {
  readonly of: string;
  /** How long before the newest message others may still come to light. */
  readonly overlapMs: number;
  /** Older ones were not looked at. */
  readonly floor: Date | undefined;
}

/** The bookmark after one more message, in the order from the newest to the oldest. */
export function noteMessage(
  bookmark: Bookmark | undefined,
  { id, at }: { readonly id: string; readonly at: Date },
  { of, overlapMs, floor }: BookmarkRule,
): Bookmark {
  if (!bookmark) {
    const from = at.getTime() - overlapMs;
    return { of, at, from: new Date(Math.max(from, floor?.getTime() ?? from)), ids: [id] };
  }
  if (at < bookmark.from) return bookmark;
  // A millisecond is the finest that X tells: what shares it with the first that does not fit is among the ids.
  if (bookmark.ids.length >= MOST_IDS) return { ...bookmark, from: new Date(at.getTime() + 1) };
  return { ...bookmark, ids: [...bookmark.ids, id] };
}

const textsOf = (json: Json | undefined): readonly string[] =>
  Array.isArray(json) ? json.filter((one): one is string => typeof one === 'string') : [];

function recordOf(json: Json | undefined): { readonly [key: string]: Json } | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  // Neither a list nor null: what is left of Json is a record.
  return json as { readonly [key: string]: Json };
}
