/** A post has at most so much weight. https://docs.x.com/resources/fundamentals/counting-characters */
export const MOST_POST_WEIGHT = 280;
const LINK_WEIGHT = 23;

/** Code points that count once; all others, such as Chinese, Japanese and Korean ones, count twice. */
const LIGHT: readonly (readonly [number, number])[] = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
];

/** With a scheme; or a bare name under one of the large domains, which X makes a link of too. */
const LINK =
  /https?:\/\/[^\s<>"]*[^\s<>"'.,;:!?)\]}]|(?<![\w@.-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:com|net|org|info|biz|dev|app|shop|store|online|site|blog|cloud|news|email|support|help|page|link|xyz|edu|gov)(?![\w-])(?:\/[^\s<>"]*[^\s<>"'.,;:!?)\]}])?/gi;
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3/u;

/**
 * The length of a post as X counts it: a link is 23 however long, an emoji with all its parts 2, a character beyond
 * Latin and its neighbours 2.
 */
export function postWeight(text: string): number {
  const whole = text.normalize('NFC');
  let weight = 0;
  let at = 0;
  for (const link of whole.matchAll(LINK)) {
    weight += plainWeight(whole.slice(at, link.index)) + LINK_WEIGHT;
    at = link.index + link[0].length;
  }
  return weight + plainWeight(whole.slice(at));
}

function plainWeight(text: string): number {
  let weight = 0;
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    // `©` and digits are in the emoji tables as well, and count as they look.
    if (segment.length > 1 ? EMOJI.test(segment) : false) weight += 2;
    else for (const char of segment) weight += isLight(char.codePointAt(0) ?? 0) ? 1 : 2;
  }
  return weight;
}

function isLight(code: number): boolean {
  return LIGHT.some(([from, to]) => code >= from && code <= to);
}
