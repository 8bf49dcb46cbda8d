/** Rows of one DataSet go into another: it is the input of the report that fills that one, or that is a table beside it. */
export interface LineageLink {
  readonly from: string;
  readonly to: string;
  readonly kind: 'input' | 'companion';
}

export interface Walked {
  /** What a DataSet is made from, and what is made from it, nearest first; itself is the first. */
  readonly ids: readonly string[];
  /** There are more. */
  readonly cut: boolean;
}

/** Follows links both ways, step by step, around circles once. */
export function walkLineage(links: readonly LineageLink[], start: string, most: number): Walked {
  const sources = group(links, ({ to, from }) => [to, from]);
  const results = group(links, ({ from, to }) => [from, to]);
  const ids = new Set([start]);
  // Whoever is above and below at once is followed both ways.
  const up = { next: sources, seen: new Set([start]) };
  const down = { next: results, seen: new Set([start]) };
  const queue = [up, down].map((way) => ({ id: start, way }));
  let cut = false;
  for (const { id, way } of queue) {
    for (const other of way.next.get(id) ?? []) {
      if (way.seen.has(other)) continue;
      if (ids.size >= most && !ids.has(other)) {
        cut = true;
        continue;
      }
      way.seen.add(other);
      ids.add(other);
      // The loop comes to it.
      queue.push({ id: other, way });
    }
  }
  return { ids: [...ids], cut };
}

function group(
  links: readonly LineageLink[],
  ends: (link: LineageLink) => readonly [string, string],
): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const [key, other] of links.map(ends)) {
    const others = groups.get(key);
    if (others) others.push(other);
    else groups.set(key, [other]);
  }
  return groups;
}
