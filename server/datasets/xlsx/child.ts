// A process that writes one spreadsheet: what takes a processor for seconds does not take the server's.
import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeXlsxStream } from 'hucre/xlsx';
import { sheetCell, sheetFormat } from '../../../contract/api/sheet-cell.ts';
import type { SheetTask } from './write.ts';

// We are started by write.ts with exactly this.
const { from, to, columns } = JSON.parse(process.argv[2] ?? '{}') as SheetTask;

// Whoever asked is gone, or has been told what went wrong.
process.on('disconnect', () => process.exit());

async function* rows() {
  for await (const line of createInterface({ input: createReadStream(from), crlfDelay: Infinity })) {
    // One line for a row, as write.ts has them written.
    const { r } = JSON.parse(line) as { r: (string | null)[] };
    yield columns.map(({ type }, at) => sheetCell(type, r[at] ?? null));
  }
}

const sheet = writeXlsxStream(rows(), {
  name: 'Rows',
  columns: columns.map(({ name, type }) => {
    const numFmt = sheetFormat(type);
    return { header: name, ...(numFmt !== undefined && { numFmt, width: 20 }) };
  }),
  freezePane: { rows: 1 },
  // Not every reader knows the form of files beyond 4 GB; the XML of a sheet is up to three times as long as its lines.
  zip64: statSync(from).size > 1_200_000_000,
});
try {
  await pipeline(Readable.from(sheet), createWriteStream(to, { mode: 0o600 }));
  process.exit(0);
} catch (error) {
  process.exitCode = 1;
  process.send?.(error instanceof Error ? error.message : String(error));
  process.disconnect();
}
