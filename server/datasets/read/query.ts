import { datasetErrors } from '../../../contract/errors/datasets.ts';
import { rm } from 'node:fs/promises';
import { AppError, newId, type WorkspaceDb } from '../../base/index.ts';
import { DuckError, type DuckRows, type DuckTask, quoteName, quoteText } from '../../duck/index.ts';
import type { DatasetsDeps } from '../deps.ts';
import { sourceOf } from './now.ts';
import type { Reader } from '../sharing/viewer.ts';
import { pathsOf, selectAll, type Source } from './source.ts';

export interface QueryOptions {
  readonly sql: string;
  readonly reader: Reader;
  /** DataSets by the names that the statement may use. */
  readonly tables: Readonly<Record<string, { readonly datasetId: string; readonly version?: number }>>;
  /** Most rows that come back. */
  readonly rows: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/** A table as a stranger's statement may read it. */
interface Readable {
  readonly name: string;
  readonly select: string;
  readonly files: readonly string[];
}

/**
 * Runs a stranger's SELECT over DataSets of one workspace, in a child that can read their files and nothing else. Of a
 * DataSet of which rows are kept from them it can read a copy without those, and not the DataSet's own files.
 * @throws AppError query_refused, query_wrong, query_too_big, query_too_long, query_cancelled, query_engine_ended
 */
export async function query(deps: DatasetsDeps, db: WorkspaceDb, options: QueryOptions): Promise<DuckRows> {
  const { reader, timeoutMs } = options;
  const endMs = performance.now() + timeoutMs;
  const sources = await Promise.all(
    Object.entries(options.tables).map(async ([name, { datasetId, version }]) => ({
      name,
      source: await sourceOf(deps.files, db, datasetId, reader, version),
    })),
  );
  const copies: string[] = [];
  try {
    const tables: Readable[] = [];
    for (const { name, source } of sources) {
      if (source.only === undefined) {
        tables.push({ name, select: selectAll(source), files: pathsOf(source) });
        continue;
      }
      const path = await deps.files.scratch(`shown-${newId()}`);
      copies.push(path);
      // A statement of ours that is wrong is our own fault, and nobody else's.
      await run(deps, copying(source, path), options, endMs, ({ kind }) => kind === 'statement');
      tables.push({ name, select: `select * from read_parquet(${quoteText(path)})`, files: [path] });
    }
    const [result] = await run(deps, asking(tables, options), options, endMs);
    if (!result) throw new Error('the query brought no result');
    return result;
  } finally {
    await Promise.all(copies.map((path) => rm(path, { force: true })));
  }
}

const copying = (source: Source, path: string): DuckTask => ({
  steps: [{ sql: `copy (${selectAll(source)}) to ${quoteText(path)} (format parquet)` }],
});

const asking = (tables: readonly Readable[], { sql, rows }: QueryOptions): DuckTask => ({
  steps: tables.map(({ name, select }) => ({ sql: `create view ${quoteName(name)} as ${select}` })),
  stranger: {
    sql,
    rows,
    files: tables.flatMap(({ files }) => files),
    tables: tables.map(({ name }) => name),
  },
});

async function run(
  { duck }: DatasetsDeps,
  task: DuckTask,
  { signal }: QueryOptions,
  endMs: number,
  isOurs: (error: DuckError) => boolean = () => false,
): Promise<DuckRows[]> {
  try {
    const timeoutMs = Math.max(1, endMs - performance.now());
    return await duck.run(task, { timeoutMs, ...(signal && { signal }) });
  } catch (error) {
    throw error instanceof DuckError && isOurs(error) ? error : queryFault(error);
  }
}

/** What a query that did not come through says to whoever asked. */
export function queryFault(error: unknown): unknown {
  if (!(error instanceof DuckError)) return error;
  const why = error.message.split('\n\nLINE')[0] ?? error.message;
  switch (error.kind) {
    case 'refused':
      return new AppError(datasetErrors.query_refused, { values: { why } });
    case 'statement':
      return new AppError(datasetErrors.query_wrong, { values: { why: why.slice(0, 1_000) } });
    case 'memory':
      return new AppError(datasetErrors.query_too_big);
    case 'time':
      return new AppError(datasetErrors.query_too_long);
    case 'cancelled':
      return new AppError(datasetErrors.query_cancelled);
    case 'crashed':
      return new AppError(datasetErrors.query_engine_ended);
  }
}
