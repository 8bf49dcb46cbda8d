import { writeXlsxStream } from 'hucre/xlsx';
import { sheetCell, sheetFormat } from '../../contract/api/sheet-cell.ts';
import { saveBlob } from './csv-text.ts';
import type { Result } from './result-chart.ts';

/** Lets the browser save a result as a spreadsheet: its own chunk, fetched when one is wanted. */
export async function saveSheet(name: string, { columns, rows }: Result): Promise<void> {
  const sheet = writeXlsxStream(
    rows.map((row) => columns.map(({ type }, at) => sheetCell(type, row[at] ?? null))),
    {
      name: 'Rows',
      columns: columns.map(({ name: header, type }) => {
        const numFmt = sheetFormat(type);
        return { header, ...(numFmt !== undefined && { numFmt, width: 20 }) };
      }),
      freezePane: { rows: 1 },
    },
  );
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  saveBlob(name, await new Response(sheet, { headers: { 'content-type': type } }).blob());
}
