// Loaded once: making a segmenter costs milliseconds.
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/** Longest word kept in the index, in UTF-16 units. */
const LONGEST = 60;
/** Words of one message that are indexed. */
const MOST = 2_000;
/** Words of a query that count. */
const MOST_WANTED = 12;

/**
 * The words of a text as the index holds them: folded to one form and to lower case, without marks.
 * `Intl.Segmenter` finds words where no spaces stand between them (Chinese, Japanese, Thai).
 */
export function searchWords(text: string): string[] {
  const words = new Set<string>();
  for (const { segment, isWordLike } of segmenter.segment(fold(text))) {
    if (!isWordLike) continue;
    words.add(segment.slice(0, LONGEST));
    if (words.size >= MOST) break;
  }
  return [...words];
}

/**
 * A tsquery in which every word must occur and the last may be unfinished; undefined when nothing is left to look for.
 * The words go in quoted, so that nothing a person types is an operator.
 */
export function searchQuery(text: string): string | undefined {
  const words = searchWords(text).slice(0, MOST_WANTED);
  if (words.length === 0) return undefined;
  const unfinished = !/\s$/u.test(text);
  return words
    .map(
      (word, index) =>
        `'${word.replace(/['\\]/g, '$&$&')}'${unfinished && index === words.length - 1 ? ':*' : ''}`,
    )
    .join(' & ');
}

/** True when the text has every word of the query, the last one at least in its beginning. */
export function holdsWords(text: string, query: string): boolean {
  const wanted = searchWords(query).slice(0, MOST_WANTED);
  const unfinished = !/\s$/u.test(query);
  const words = new Set(searchWords(text));
  return wanted.every(
    (word, index) =>
      words.has(word) ||
      (unfinished && index === wanted.length - 1 && [...words].some((one) => one.startsWith(word))),
  );
}

const QUOTED = /["“„«]([^"“”„«»]+)["”“»]/gu;

/** True when the text has everything that stands in quotation marks in the query, word for word and in that order. */
export function holdsPhrases(text: string, query: string): boolean {
  const phrases = [...query.matchAll(QUOTED)].map((found) => inOrder(found[1] ?? ''));
  if (phrases.length === 0) return true;
  const words = inOrder(text);
  return phrases.every(
    (phrase) =>
      phrase.length === 0 ||
      words.some((_, at) => phrase.every((word, offset) => words[at + offset] === word)),
  );
}

/** True when the query has something in quotation marks. */
export function hasPhrase(query: string): boolean {
  return query.search(QUOTED) >= 0;
}

/** All words of a text as they stand in it, repeated ones too. */
function inOrder(text: string): string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(fold(text))) {
    if (isWordLike) words.push(segment.slice(0, LONGEST));
    if (words.length >= MOST) break;
  }
  return words;
}

/** Marks around a match in a snippet. */
export const MATCH_BEGIN = '\u0002';
export const MATCH_END = '\u0003';

/** Some 160 characters around the first match, with the matches marked. */
export function snippetOf(text: string, query: string): string {
  const wanted = searchWords(query);
  const plain = text.replaceAll(MATCH_BEGIN, '').replaceAll(MATCH_END, '');
  const spans: { start: number; end: number }[] = [];
  for (const { segment, index, isWordLike } of segmenter.segment(plain)) {
    if (!isWordLike) continue;
    const folded = fold(segment);
    if (wanted.some((word, at) => folded === word || (at === wanted.length - 1 && folded.startsWith(word)))) {
      spans.push({ start: index, end: index + segment.length });
    }
  }
  const from = Math.max(0, (spans[0]?.start ?? 0) - 60);
  const to = Math.min(plain.length, from + 160);
  let out = from > 0 ? '…' : '';
  let at = from;
  for (const span of spans) {
    if (span.start < at || span.end > to) continue;
    out += plain.slice(at, span.start) + MATCH_BEGIN + plain.slice(span.start, span.end) + MATCH_END;
    at = span.end;
  }
  return out + plain.slice(at, to) + (to < plain.length ? '…' : '');
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
