import type { NoteMention } from '../../contract/api/index.ts';

/** A colleague or a team as a note can name them. */
export interface Named {
  kind: NoteMention['kind'];
  id: string;
  name: string;
}

/** The `@word` that is being written before the caret: where it starts, and what stands behind the sign. */
export function findMentionQuery(text: string, caret: number): { start: number; query: string } | undefined {
  // A sign inside a word belongs to an address. Names have spaces: two words more are looked at.
  const before = text.slice(Math.max(0, caret - 60), caret);
  const match = /(?:^|[\s(])@((?:[^\s@]+(?: [^\s@]+){0,2})?)$/u.exec(before);
  const query = match?.[1];
  return query === undefined ? undefined : { start: caret - query.length - 1, query: query.toLowerCase() };
}

/** Those whose name, or a word of it, begins so. */
export function rankNamed(all: readonly Named[], query: string, most = 8): Named[] {
  const place = ({ name }: Named) => {
    const low = name.toLowerCase();
    if (low.startsWith(query)) return 0;
    return low.split(/\s+/).some((word) => word.startsWith(query)) ? 1 : -1;
  };
  return all
    .map((one) => ({ one, at: place(one) }))
    .filter(({ at }) => at !== -1)
    .sort((a, b) => a.at - b.at || a.one.name.localeCompare(b.one.name))
    .slice(0, most)
    .map(({ one }) => one);
}

/** Where a text names somebody: `@` and the whole name, the longest that fits. `picked` decides between namesakes. */
export function findMentions(
  text: string,
  all: readonly Named[],
  picked: ReadonlyMap<string, Named> = new Map(),
): NoteMention[] {
  const byLength = all.toSorted((a, b) => b.name.length - a.name.length);
  const found: NoteMention[] = [];
  for (let start = text.indexOf('@'); start !== -1; start = text.indexOf('@', start + 1)) {
    if (start > 0 && !/[\s(]/u.test(text[start - 1] ?? ' ')) continue;
    const one = byLength.find(({ name }) => isAt(text, start + 1, name));
    if (!one) continue;
    const meant = picked.get(one.name) ?? one;
    found.push({ kind: meant.kind, id: meant.id, start, end: start + 1 + one.name.length });
  }
  return found;
}

function isAt(text: string, at: number, name: string): boolean {
  const isThere = text.slice(at, at + name.length).toLowerCase() === name.toLowerCase();
  return isThere && !/[\p{L}\p{N}]/u.test(text[at + name.length] ?? ' ');
}
