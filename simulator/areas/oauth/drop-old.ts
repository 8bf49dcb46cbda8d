import type { Table } from '../../core/store.ts';

/** Takes rows away from the oldest on, as long as they are old: what nobody came back for must not pile up. */
export function dropOld<Row extends object>(
  table: Table<Row>,
  keyOf: (row: Row) => string,
  isOld: (row: Row) => boolean,
): void {
  for (const row of table.values()) {
    if (!isOld(row)) return;
    table.delete(keyOf(row));
  }
}
