import type { LineageLink } from '../../contract/api/index.ts';

/** Where a DataSet stands in the drawing, both from 0. */
export interface Place {
  readonly column: number;
  readonly row: number;
}

/** Left to right: whatever something is made from stands to its left, except where that would go around in a circle. */
export function placeLineage(ids: readonly string[], links: readonly LineageLink[]): Map<string, Place> {
  const columnOf = columnsOf(ids, links);
  const places = new Map<string, Place>();
  const last = Math.max(...columnOf.values());
  for (let column = 0; column <= last; column += 1) {
    // Beside what it is made from, so that few lines cross.
    const rowOfSources = (id: string) => {
      const rows = links.flatMap(({ from, to }) => (to === id ? (places.get(from)?.row ?? []) : []));
      return rows.length === 0 ? 0 : rows.reduce((sum, row) => sum + row, 0) / rows.length;
    };
    ids
      .filter((id) => columnOf.get(id) === column)
      .map((id) => ({ id, wanted: rowOfSources(id) }))
      .sort((a, b) => a.wanted - b.wanted)
      .forEach(({ id }, row) => places.set(id, { column, row }));
  }
  return places;
}

/** One to the right of the rightmost that it is made from. */
function columnsOf(ids: readonly string[], links: readonly LineageLink[]): Map<string, number> {
  const columns = new Map<string, number>();
  const open = new Set<string>();
  const columnOf = (id: string): number => {
    const known = columns.get(id);
    if (known !== undefined) return known;
    open.add(id);
    let column = 0;
    for (const { from, to } of links) {
      // What is open is on the way here: a circle.
      if (to === id && !open.has(from)) column = Math.max(column, columnOf(from) + 1);
    }
    open.delete(id);
    columns.set(id, column);
    return column;
  };
  for (const id of ids) columnOf(id);
  return columns;
}
