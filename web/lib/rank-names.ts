/**
 * How well a name answers what was typed: 0 it is the name, 1 it begins so, 2 a word of it does, 3 all that was typed is
 * somewhere in it; undefined: it does not.
 */
export function rankName(typed: string, name: string): number | undefined {
  const wanted = typed.trim().toLowerCase();
  const given = name.toLowerCase();
  if (given === wanted) return 0;
  if (given.startsWith(wanted)) return 1;
  if (given.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) return 2;
  return wanted.split(/\s+/).every((word) => given.includes(word)) ? 3 : undefined;
}

/** Those that answer, the best first; equally good ones as they stood. */
export function rankByName<T>(typed: string, all: readonly T[], nameOf: (one: T) => string): T[] {
  const ranked = all.flatMap((one) => {
    const rank = rankName(typed, nameOf(one));
    return rank === undefined ? [] : [{ one, rank }];
  });
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ one }) => one);
}
