/** Cuts are moved back so far at most to fall between words. */
const LOOK_BACK = 200;

/**
 * A long text in parts of at most `most` UTF-16 units, which put together are the text again. Cut at the end of a line
 * or a word where one is near, between characters as people see them where one fits, and never inside a surrogate pair.
 */
export function splitLongText(text: string, most: number): string[] {
  if (most < 2) throw new RangeError('a part holds a surrogate pair at least');
  const parts: string[] = [];
  let rest = text;
  while (rest.length > most) {
    const cut = cutOf(rest, most);
    parts.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return rest === '' && parts.length > 0 ? parts : [...parts, rest];
}

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

function cutOf(text: string, most: number): number {
  const near = text.slice(Math.max(0, most - LOOK_BACK), most);
  const word = /\s(?=\S*$)/u.exec(near);
  // A mark that joins on to the blank belongs to it.
  if (word && isBoundary(text, most - near.length + word.index + 1))
    return most - near.length + word.index + 1;
  return characterCut(text, most);
}

function characterCut(text: string, most: number): number {
  const start = boundaryBefore(text, most);
  if (start > 0) return start;
  // One character that fills a whole part, such as a long pile of accents: between code points, then.
  const isPair = /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(most - 1, most + 1));
  return isPair ? most - 1 : most;
}

/** The last place at or before `most` between two characters; 0 when there is none near. */
function boundaryBefore(text: string, most: number): number {
  // Far enough back that the first boundary found there is a true one, and one character past the cut.
  const from = Math.max(0, most - 4 * LOOK_BACK);
  const at = characters.segment(text.slice(from, most + LOOK_BACK)).containing(most - from);
  if (!at) return most;
  const cut = from + at.index;
  return cut === from && from > 0 ? 0 : cut;
}

function isBoundary(text: string, index: number): boolean {
  return boundaryBefore(text, index) === index;
}
