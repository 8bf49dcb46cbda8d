import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { MOST_SHEET_ROWS } from '../../../contract/api/index.ts';
import { datasetErrors } from '../../../contract/errors/datasets.ts';
import { AppError, newId, type WorkspaceDb } from '../../base/index.ts';
import { quoteName, quoteText } from '../../duck/index.ts';
import type { Column } from '../columns.ts';
import type { DatasetsDeps } from '../deps.ts';
import type { Reader } from '../sharing/viewer.ts';
import { sourceOf } from './now.ts';
import { rowsOf } from '../manifest.ts';
import { linesSql, writeSheet } from '../xlsx/write.ts';
import { selectShown } from './shown.ts';
import { selectAll, type Source } from './source.ts';

export interface ExportOptions {
  readonly reader: Reader;
  readonly format: 'csv' | 'jsonl' | 'parquet' | 'xlsx';
  /** CSV: names in the first line. */
  readonly header?: boolean;
  /** CSV: a text that a spreadsheet would take for a formula gets an apostrophe before it. */
  readonly formulaGuard?: boolean;
  readonly version?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (percent: number) => void;
}

const EXPORT_TIMEOUT_MS = 30 * 60_000;

/**
 * A version as a file, streamed. Of CSV and JSON lines: null is an empty field and an empty text an empty pair of quotes; a DATETIME is UTC,
 * `2026-01-31T08:00:00Z` in JSON and CSV.
 * @throws AppError not_found, dataset_version_gone, dataset_too_long_for_sheet
 */
export async function exportRows(
  { duck, files }: DatasetsDeps,
  db: WorkspaceDb,
  datasetId: string,
  options: ExportOptions,
): Promise<Readable> {
  const source = await sourceOf(files, db, datasetId, options.reader, options.version);
  const path = await files.scratch(`export-${newId()}`);
  const { signal, onProgress } = options;
  const limits = {
    timeoutMs: EXPORT_TIMEOUT_MS,
    ...(signal && { signal }),
    ...(onProgress && { onProgress }),
  };
  const run = (sql: string) => duck.run({ steps: [{ sql }] }, limits);
  try {
    if (options.format === 'xlsx') {
      await writeRowsAsSheet(source, path, run, signal);
    } else {
      const list = source.columns.map((column) => shownAs(column, options)).join(', ');
      await run(
        `copy (select ${list} from (${selectAll(source)})) to ${quoteText(path)} (${formatOf(options)})`,
      );
    }
  } catch (error) {
    await rm(path, { force: true });
    if (signal?.aborted) throw new AppError(datasetErrors.query_cancelled);
    throw error;
  }
  const stream = createReadStream(path);
  stream.once('close', () => void rm(path, { force: true }));
  return stream;
}

async function writeRowsAsSheet(
  source: Source,
  path: string,
  run: (sql: string) => Promise<unknown>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { columns, manifest } = source;
  if (rowsOf(manifest) > MOST_SHEET_ROWS) {
    throw new AppError(datasetErrors.dataset_too_long_for_sheet, { values: { rows: rowsOf(manifest) } });
  }
  const lines = `${path}-lines`;
  try {
    await run(linesSql(selectShown(source, {}), columns, lines));
    await writeSheet({ from: lines, to: path, columns }, signal);
  } finally {
    await rm(lines, { force: true });
  }
}

function formatOf({ format, header = true }: ExportOptions): string {
  if (format === 'parquet') return 'format parquet, compression zstd';
  if (format === 'jsonl') return 'format json';
  return `format csv, header ${header}, nullstr ''`;
}

function shownAs({ name, type }: Column, { format, formulaGuard }: ExportOptions): string {
  const column = quoteName(name);
  if (format === 'parquet') return column;
  if (type === 'DATETIME') return `strftime(${column}, ${momentOf()}) as ${column}`;
  if (type === 'DECIMAL' && format === 'csv') return `${column}::varchar as ${column}`;
  if (type !== 'STRING' || format !== 'csv' || !formulaGuard) return column;
  return `case when regexp_matches(${column}, '^[=+@\\t\\r-]') then '''' || ${column} else ${column} end as ${column}`;
}

const momentOf = () => quoteText('%Y-%m-%dT%H:%M:%SZ');
