/** A name that a statement can say: of a DataSet, or of a column of one. */
export interface SqlName {
  readonly name: string;
  /** The DataSet whose column it is; null: it is one. */
  readonly of: string | null;
}

/** Words that a name cannot be without quotes. */
const RESERVED = new Set(
  `all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create default
  deferrable desc describe distinct do else end except false fetch for foreign from group having in initially intersect
  into lambda lateral leading limit not null offset on only or order pivot placing primary qualify references returning
  select show some summarize symmetric table then to trailing true union unique unpivot using variadic when where window
  with`.split(/\s+/),
);

/** A name as a statement says it: in quotes where it must be. */
export function quoteSqlName(name: string): string {
  const isPlain = /^[a-z_]\w*$/i.test(name) && !RESERVED.has(name.toLowerCase());
  return isPlain ? name : `"${name.replaceAll('"', '""')}"`;
}

export interface SqlWord {
  readonly start: number;
  /** Behind the caret where a closing quote stands there. */
  readonly end: number;
  /** In lower case, without quotes. */
  readonly query: string;
}

/** The name that is being written before the caret; none inside of texts and comments. */
export function findSqlWord(text: string, caret: number): SqlWord | undefined {
  const before = text.slice(0, caret);
  // What has an end goes first; what is left open at the caret is what stands there.
  const open = before.replace(
    /'(?:[^']|'')*'(?!')|"(?:[^"]|"")*"(?!")|--[^\n]*\n|\/\*[\s\S]*?\*\//g,
    (whole) => ' '.repeat(whole.length),
  );
  const quote = /['"]|--|\/\*/.exec(open);
  if (quote) {
    if (quote[0] !== '"') return undefined;
    const query = before
      .slice(quote.index + 1)
      .replaceAll('""', '"')
      .toLowerCase();
    if (query === '' || query.includes('\n')) return undefined;
    return { start: quote.index, end: text[caret] === '"' ? caret + 1 : caret, query };
  }
  const word = /(?<![\p{L}\p{N}_])[\p{L}_][\p{L}\p{N}_]+$/u.exec(open)?.[0];
  if (word === undefined || RESERVED.has(word.toLowerCase())) return undefined;
  return { start: caret - word.length, end: caret, query: word.toLowerCase() };
}

/** Names that begin so, then those with a word that does; not what is written already. */
export function rankSqlNames(all: readonly SqlName[], query: string, most = 8): SqlName[] {
  const place = ({ name }: SqlName) => {
    const low = name.toLowerCase();
    if (low === query && quoteSqlName(name) === name) return -1;
    if (low.startsWith(query)) return 0;
    return low.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(query)) ? 1 : -1;
  };
  const seen = new Set<string>();
  return all
    .map((one) => ({ one, at: place(one) }))
    .filter(({ at }) => at !== -1)
    .sort((a, b) => a.at - b.at)
    .filter(({ one: { name } }) => !seen.has(name.toLowerCase()) && seen.add(name.toLowerCase()))
    .slice(0, most)
    .map(({ one }) => one);
}
