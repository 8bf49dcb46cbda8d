import type { EntryContent, TextEntity } from '../../../contract/api/index.ts';
import type { ShortenedLink } from '../../conversations/index.ts';
import { count, type JsonRecord, list, record, shortText, text, webUrl, xId } from './json.ts';

const MOST = 200;
const POST =
  /^https?:\/\/(?:www\.|mobile\.)?(?:twitter|x)\.com\/(?:i(?:\/web)?|[A-Za-z0-9_]{1,15})\/status(?:es)?\/(\d{1,19})/i;
const FILE =
  /^https?:\/\/(?:www\.)?(?:twitter|x)\.com\/(?:messages\/media\/|[A-Za-z0-9_]+\/status\/\d+\/(?:photo|video)\/)|^https?:\/\/ton\.(?:twitter|x)\.com\//i;

export interface ReadText {
  readonly text: string;
  readonly entities: readonly TextEntity[];
  readonly links: readonly ShortenedLink[];
  readonly post: EntryContent['post'];
}

/**
 * Links, mentions and tags of a text, with offsets in UTF-16 units. X counts code points, in v1.1 as `indices`, in v2
 * as `start` and `end`, and v2 has them under `entities` or beside it. The link that X adds for a file is taken out.
 */
export function readText(raw: string, sources: readonly JsonRecord[], fileUrl?: string): ReadText {
  const offsets = offsetsOf(raw);
  const entities: TextEntity[] = [];
  const links: ShortenedLink[] = [];
  let post: EntryContent['post'];
  let shown = raw;
  for (const item of itemsOf(sources, 'urls')) {
    const url = webUrl(item['url']);
    const expandedUrl = webUrl(item['expanded_url']) ?? webUrl(item['unwound_url']);
    if (url === undefined) continue;
    if (expandedUrl !== undefined) links.push({ url, expandedUrl });
    if (
      fileUrl === url ||
      (expandedUrl !== undefined && FILE.test(expandedUrl) && raw.trimEnd().endsWith(url))
    ) {
      shown = withoutEnd(shown, url);
      continue;
    }
    const place = placeOf(raw, offsets, item, (part) => part === url);
    if (!place) continue;
    const href = expandedUrl ?? url;
    entities.push({
      kind: 'url',
      ...place,
      href,
      display: shortText(item['display_url'], 300) ?? shorten(href),
    });
    const id = POST.exec(href)?.[1];
    if (id !== undefined && post === undefined) post = { id, url: href };
  }
  if (fileUrl !== undefined) shown = withoutEnd(shown, fileUrl);
  entities.push(...tags(raw, offsets, sources));
  return {
    text: shown,
    entities: entities.filter((one) => one.end <= shown.length).toSorted((a, b) => a.start - b.start),
    links,
    post,
  };
}

function tags(raw: string, offsets: Offsets, sources: readonly JsonRecord[]): TextEntity[] {
  const found: TextEntity[] = [];
  const add = (
    kind: TextEntity['kind'],
    names: readonly string[],
    keys: readonly string[],
    mark: RegExp,
    href: (name: string) => string,
  ) => {
    for (const name of names) {
      for (const item of itemsOf(sources, name)) {
        const value = keys.map((key) => shortText(item[key], 140)).find((one) => one !== undefined);
        const place =
          value === undefined ? undefined : placeOf(raw, offsets, item, (part) => mark.test(part));
        if (place && value !== undefined)
          found.push({ kind, ...place, href: href(encodeURIComponent(value)), display: null });
      }
    }
  };
  add(
    'mention',
    ['user_mentions', 'mentions'],
    ['screen_name', 'username'],
    /^[@＠]/,
    (name) => `https://x.com/${name}`,
  );
  add('hashtag', ['hashtags'], ['text', 'tag'], /^[#＃]/, (name) => `https://x.com/hashtag/${name}`);
  add(
    'cashtag',
    ['symbols', 'cashtags'],
    ['text', 'tag'],
    /^[$＄]/,
    (name) => `https://x.com/search?q=%24${name}`,
  );
  return found;
}

/** From the first source that has any: some answers tell the same twice. */
function itemsOf(sources: readonly JsonRecord[], name: string): JsonRecord[] {
  const source = sources.find((one) => list(one[name]).length > 0);
  return list(source?.[name]).slice(0, MOST).map(record);
}

/** Answers the UTF-16 offset of a code point's number; absent when the two are the same. */
type Offsets = ((codePoint: number) => number) | undefined;

function offsetsOf(raw: string): Offsets {
  if (!/[\u{10000}-\u{10ffff}]/u.test(raw)) return undefined;
  const offsets: number[] = [];
  let at = 0;
  for (const character of raw) {
    offsets.push(at);
    at += character.length;
  }
  offsets.push(at);
  return (codePoint) => offsets[codePoint] ?? raw.length;
}

function placeOf(
  raw: string,
  offsets: Offsets,
  item: JsonRecord,
  isIt: (part: string) => boolean,
): { start: number; end: number } | undefined {
  const indices = list(item['indices']);
  const from = count(indices[0]) ?? count(item['start']);
  const to = count(indices[1]) ?? count(item['end']);
  if (from === undefined || to === undefined || to <= from) return undefined;
  const counted = offsets ? { start: offsets(from), end: offsets(to) } : { start: from, end: to };
  // Some senders count UTF-16 units: what stands there decides.
  for (const place of [counted, { start: from, end: to }]) {
    if (place.end <= raw.length && isIt(raw.slice(place.start, place.end))) return place;
  }
  return undefined;
}

function withoutEnd(shown: string, url: string): string {
  const end = shown.trimEnd();
  return end.endsWith(url) ? end.slice(0, -url.length).trimEnd() : shown;
}

function shorten(href: string): string {
  const bare = href.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, '');
  return bare.length > 60 ? `${bare.slice(0, 59)}…` : bare;
}

/** The post that an event of v2 refers to, in either vocabulary. */
export function referencedPost(event: JsonRecord): EntryContent['post'] {
  for (const name of ['referenced_tweets', 'referenced_posts']) {
    const id = xId(record(list(event[name])[0])['id']);
    if (id !== undefined) return { id, url: `https://x.com/i/status/${id}` };
  }
  return undefined;
}

/** Text of a message as stored: X allows 10,000 characters. */
export function messageText(value: unknown): string {
  const found = text(value) ?? '';
  return found.length > 40_000 ? found.slice(0, 40_000).toWellFormed() : found;
}
