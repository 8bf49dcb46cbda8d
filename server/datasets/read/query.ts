import { datasetErrors } from '../../../contract/errors/datasets.ts';
import { AppError, type WorkspaceDb } from '../../base/index.ts';
import { DuckError, type DuckRows, quoteName } from '../../duck/index.ts';
import type { DatasetsDeps } from '../deps.ts';
import { sourceOf } from './now.ts';
import { pathsOf, selectAll } from './source.ts';

export interface QueryOptions {
  readonly sql: string;
  /** DataSets by the names that the statement may use. */
  readonly tables: Readonly<Record<string, { readonly datasetId: string; readonly version?: number }>>;
  /** Most rows that come back. */
  readonly rows: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/**
 * Runs a stranger's SELECT over DataSets of one workspace, in a child that can read their files and nothing else.
 * @throws AppError query_refused, query_wrong, query_too_big, query_too_long, query_cancelled, query_engine_ended
 */
export async function query(
  { duck, files }: DatasetsDeps,
  db: WorkspaceDb,
  options: QueryOptions,
): Promise<DuckRows> {
  const names = Object.entries(options.tables);
  const sources = await Promise.all(
    names.map(async ([name, { datasetId, version }]) => ({
      name,
      source: await sourceOf(files, db, datasetId, version),
    })),
  );
  const task = {
    steps: sources.map(({ name, source }) => ({
      sql: `create view ${quoteName(name)} as ${selectAll(source)}`,
    })),
    stranger: {
      sql: options.sql,
      rows: options.rows,
      files: sources.flatMap(({ source }) => pathsOf(source)),
      tables: names.map(([name]) => name),
    },
  };
  const { timeoutMs, signal } = options;
  try {
    const [result] = await duck.run(task, { timeoutMs, ...(signal && { signal }) });
    if (!result) throw new Error('the query brought no result');
    return result;
  } catch (error) {
    throw queryFault(error);
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
