import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { newId, type WorkspaceDb } from '../../base/index.ts';
import { quoteName, quoteText } from '../../duck/index.ts';
import type { Column } from '../columns.ts';
import type { DatasetsDeps } from '../deps.ts';
import type { Reader } from '../sharing/viewer.ts';
import { sourceOf } from './now.ts';
import { selectAll } from './source.ts';

export interface ExportOptions {
  readonly reader: Reader;
  readonly format: 'csv' | 'jsonl' | 'parquet';
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
 * A version as a file, streamed. Null is an empty field and an empty text an empty pair of quotes; a DATETIME is UTC,
 * `2026-01-31T08:00:00Z` in JSON and CSV.
 */
export async function exportRows(
  { duck, files }: DatasetsDeps,
  db: WorkspaceDb,
  datasetId: string,
  options: ExportOptions,
): Promise<Readable> {
  const source = await sourceOf(files, db, datasetId, options.reader, options.version);
  const path = await files.scratch(`export-${newId()}`);
  const list = source.columns.map((column) => shownAs(column, options)).join(', ');
  const { signal, onProgress } = options;
  try {
    await duck.run(
      {
        steps: [
          {
            sql: `copy (select ${list} from (${selectAll(source)})) to ${quoteText(path)} (${formatOf(options)})`,
          },
        ],
      },
      { timeoutMs: EXPORT_TIMEOUT_MS, ...(signal && { signal }), ...(onProgress && { onProgress }) },
    );
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  const stream = createReadStream(path);
  stream.once('close', () => void rm(path, { force: true }));
  return stream;
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
