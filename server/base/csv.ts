import { stringify } from 'csv-stringify/sync';

export type CsvCell = string | number | null;

/**
 * Rows as CSV that spreadsheets open: lines end with CR LF, and a cell that would be run as a formula gets a quote in
 * front. The library quotes a cell for the line end that it writes only; a lone line feed would break the row too.
 */
export function writeCsv(rows: readonly (readonly CsvCell[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    { escape_formulas: true, record_delimiter: 'windows', quoted_match: /[\r\n]/ },
  );
}
