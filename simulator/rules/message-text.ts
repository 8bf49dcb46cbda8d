import { randomToken } from '../state/apps.ts';
import type { UrlEntity } from '../state/dms.ts';

/** https://developer.x.com/en/docs/x-api/v1/direct-messages/sending-and-receiving/api-reference/new-event */
export const maxMessageCharacters = 10_000;

const urlPattern = /https?:\/\/[^\s<>"]+[^\s<>"'.,;:!?)\]}]/gi;
const postUrl =
  /^https?:\/\/(?:www\.|mobile\.)?(?:twitter|x)\.com\/[A-Za-z0-9_]{1,15}\/status(?:es)?\/(\d{1,19})/i;

export interface LinkedText {
  text: string;
  urls?: UrlEntity[];
  referencedPostIds?: string[];
}

/** Characters as X counts them for direct messages: code points. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** Replaces each link by a t.co link, as X does when it stores a message. Positions are in code points. */
export function linkText(text: string): LinkedText {
  if (!text.includes('://')) return { text };
  const urls: UrlEntity[] = [];
  const posts = new Set<string>();
  let out = '';
  let at = 0;
  for (const match of text.matchAll(urlPattern)) {
    const url = match[0];
    out += text.slice(at, match.index);
    at = match.index + url.length;
    const short = /^https:\/\/t\.co\/\w+$/.test(url) ? url : `https://t.co/${randomToken(10)}`;
    const start = countCharacters(out);
    out += short;
    urls.push({ start, end: start + short.length, url: short, expandedUrl: url, displayUrl: displayOf(url) });
    const post = postUrl.exec(url)?.[1];
    if (post) posts.add(post);
  }
  if (urls.length === 0) return { text };
  return {
    text: out + text.slice(at),
    urls,
    referencedPostIds: posts.size > 0 ? [...posts] : undefined,
  };
}

function displayOf(url: string): string {
  const bare = url.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '');
  return bare.length > 30 ? `${bare.slice(0, 29)}…` : bare;
}

export interface TextEntity {
  start: number;
  end: number;
  text: string;
}

export interface FoundEntities {
  hashtags: TextEntity[];
  cashtags: TextEntity[];
  mentions: TextEntity[];
}

const patterns = {
  hashtags: /(?<![\w&/])#([\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*)/gu,
  cashtags: /(?<![\w$])\$([A-Za-z]{1,6})(?![\w])/g,
  mentions: /(?<![\w@/])@([A-Za-z0-9_]{1,15})(?![\w@])/g,
};

/** Hashtags, cashtags and mentions, with positions in code points. */
export function findEntities(text: string): FoundEntities {
  const find = (mark: string, pattern: RegExp): TextEntity[] => {
    if (!text.includes(mark)) return [];
    return [...text.matchAll(pattern)].map((match) => {
      const start = countCharacters(text.slice(0, match.index));
      return { start, end: start + countCharacters(match[0]), text: match[1] ?? '' };
    });
  };
  return {
    hashtags: find('#', patterns.hashtags),
    cashtags: find('$', patterns.cashtags),
    mentions: find('@', patterns.mentions),
  };
}
