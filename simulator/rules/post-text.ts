import { countCharacters, findEntities } from './message-text.ts';

/** https://docs.x.com/resources/fundamentals/counting-characters */
export const maxPostWeight = 280;
/** What X Premium allows. https://help.x.com/en/using-x/x-premium */
export const maxLongPostCharacters = 25_000;
const urlWeight = 23;

/** Code points that count once; all others, such as Chinese, Japanese and Korean ones, count twice. */
const lightRanges: readonly [number, number][] = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
];

const urlPattern = /https?:\/\/[^\s<>"]+[^\s<>"'.,;:!?)\]}]/gi;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const emoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3/u;

/**
 * The length of a post as X counts it: a link is 23 however long, an emoji with all its parts is 2, a character
 * beyond Latin and its neighbours is 2. https://docs.x.com/resources/fundamentals/counting-characters
 */
export function weighText(text: string): number {
  let weight = 0;
  let at = 0;
  for (const match of text.matchAll(urlPattern)) {
    weight += weighPlain(text.slice(at, match.index)) + urlWeight;
    at = match.index + match[0].length;
  }
  return weight + weighPlain(text.slice(at));
}

function weighPlain(text: string): number {
  let weight = 0;
  for (const { segment } of graphemes.segment(text.normalize('NFC')))
    if (emoji.test(segment)) weight += 2;
    else for (const char of segment) weight += isLight(char.codePointAt(0) ?? 0) ? 1 : 2;
  return weight;
}

function isLight(code: number): boolean {
  return lightRanges.some(([from, to]) => code >= from && code <= to);
}

/** User names in a text, without `@`, as they are written. */
export function namesIn(text: string): string[] {
  return findEntities(text).mentions.map(({ text: name }) => name);
}

/** The text of a repost, cut as X cuts it. */
export function repostText(username: string, text: string): string {
  const full = `RT @${username}: ${text}`;
  const maxCharacters = 140;
  if (countCharacters(full) <= maxCharacters) return full;
  return `${Array.from(full)
    .slice(0, maxCharacters - 1)
    .join('')}…`;
}
