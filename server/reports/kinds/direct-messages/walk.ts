import type { Batch, Json, PullContext, Row } from '../../kind.ts';
import { type DirectMessage, toRow } from './message.ts';
import type { Wanted } from './options.ts';
import {
  type Bookmark,
  bookmarkJson,
  noteMessage,
  type Place,
  placeJson,
  readBookmark,
  readPlace,
} from './place.ts';

/** A page of messages, the newest first. */
export interface Page {
  readonly messages: readonly DirectMessage[];
  /** Absent on the last page. */
  readonly next: string | undefined;
}

/** Somewhere that messages of an account can be read from. */
export interface Source {
  /** Messages of both directions, or of the wanted one alone. */
  page(token: string | undefined, size: number): Promise<Page>;
  /** How many to ask for next. */
  size(asked: { readonly place: Place; readonly most: number | undefined; readonly known: boolean }): number;
  /** Later, messages may come to light that are older than the newest by as much as this. */
  readonly overlapMs: number;
  /** What the people who read the DataSet may see of them. */
  forReaders(messages: readonly DirectMessage[]): Promise<readonly DirectMessage[]>;
}

/** Walks from the newest message back until what was asked for is found, or nothing is left. */
export async function* walk(
  context: Pick<PullContext, 'checkpoint' | 'bookmark' | 'enough' | 'signal'>,
  source: Source,
  wanted: Wanted,
  accountXUserId: string,
): AsyncIterable<Batch> {
  const of = bookmarkName(accountXUserId, wanted);
  const { which } = wanted;
  const known = which.by === 'new' ? readBookmark(context.bookmark, of) : undefined;
  const knownIds = new Set(known?.ids);
  const since = which.by === 'days' ? which.since : known?.from;
  const most = leastOf(which.by === 'newest' ? which.count : undefined, context.enough);
  let place = readPlace(context.checkpoint, of);
  while (!place.done) {
    context.signal.throwIfAborted();
    const page = await source.page(place.token, source.size({ place, most, known: known !== undefined }));
    const fresh = page.messages.filter(({ id }) => !place.lastIds.includes(id));
    const found: DirectMessage[] = [];
    let { read, bookmark } = place;
    let done = page.next === undefined || page.next === place.token;
    for (const message of fresh) {
      if (since && message.at < since) {
        done = true;
        break;
      }
      read += 1;
      if (which.by === 'new')
        bookmark = noteMessage(bookmark, message, { of, overlapMs: source.overlapMs, floor: known?.from });
      if (message.direction !== wanted.direction || knownIds.has(message.id)) continue;
      found.push(message);
      if (place.rows + found.length === most) {
        done = true;
        break;
      }
    }
    const rows = (await source.forReaders(found)).map((message): Row => toRow(message, accountXUserId));
    place = {
      token: page.next,
      read,
      // Counted before some were left out for their readers' sake: 20 asked for are 20 looked at.
      rows: place.rows + found.length,
      lastIds: page.messages.map(({ id }) => id),
      bookmark,
      done,
    };
    yield {
      rows,
      checkpoint: placeJson(place),
      ...(which.by === 'newest' && { expected: which.count }),
      // A preview stops half way.
      ...(done && which.by === 'new' && context.enough === undefined && next(bookmark ?? known)),
    };
  }
}

/** Whose and which messages a bookmark is of. */
export const bookmarkName = (accountXUserId: string, { direction, from }: Wanted): string =>
  `${accountXUserId}/${direction}/${from}`;

const next = (bookmark: Bookmark | undefined): { bookmark?: Json } =>
  bookmark ? { bookmark: bookmarkJson(bookmark) } : {};

function leastOf(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.min(a, b);
}
