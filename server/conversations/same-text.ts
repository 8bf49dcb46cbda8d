export interface ShortenedLink {
  /** As it stands in the text that came: `https://t.co/…`. */
  readonly url: string;
  readonly expandedUrl: string;
}

const SHORT = /https?:\/\/t\.co\/\w+/gi;
const LINK = /(?:https?:\/\/)?(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?::\d+)?(?:[/?#]\S*)?/giu;
/** Stands for any link; not a character of texts. */
const PLACE = '\ue000';

/**
 * Whether a text that X shows is the one that we sent. X shortens links, adds one for an attachment, escapes three
 * characters, and trims; nothing else may differ.
 */
export function sameText(
  sent: string,
  came: string,
  options: { links?: readonly ShortenedLink[]; media?: boolean } = {},
): boolean {
  const ours = plain(sent);
  let theirs = came;
  for (const link of options.links ?? []) theirs = theirs.replaceAll(link.url, link.expandedUrl);
  for (const candidate of [theirs, unescape(theirs), came, unescape(came)]) {
    if (fits(ours, plain(candidate), options.media === true)) return true;
  }
  return false;
}

function fits(ours: string, theirs: string, media: boolean): boolean {
  if (ours === theirs) return true;
  if (media && ours === theirs.replace(/\s*https?:\/\/\S+$/, '')) return true;
  if (!SHORT.test(theirs)) return false;
  SHORT.lastIndex = 0;
  // Without the links' list, any link may stand for any link.
  const ourPlaces = ours.replace(LINK, PLACE);
  const theirPlaces = theirs.replace(LINK, PLACE);
  return ourPlaces === theirPlaces || (media && ourPlaces === theirPlaces.replace(/\s*\ue000$/, ''));
}

function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replaceAll('\u0000', '')
    .replaceAll('\ufeff', '')
    .replace(/\s+/g, ' ')
    .trim();
}

function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
