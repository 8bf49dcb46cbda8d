import { existsSync } from 'node:fs';
import { datasetErrors } from '../../../contract/errors/datasets.ts';
import { AppError, type WorkspaceDb } from '../../base/index.ts';
import { DuckError, type DuckRows, type DuckStep, quoteText } from '../../duck/index.ts';
import type { DatasetsDeps } from '../deps.ts';
import { bytesOf, rowsOf } from '../manifest.ts';
import { type Copies, copyName } from './copies.ts';
import type { Reader } from '../sharing/viewer.ts';
import { sourceOf } from './now.ts';
import { queryFault } from './query.ts';
import { namedCells, selectShown, type Shown } from './shown.ts';
import { selectAll, selectRange, type Source } from './source.ts';

export interface PageOptions extends Shown {
  readonly reader: Reader;
  readonly version?: number;
  readonly offset: number;
  readonly limit: number;
  /** Whoever asked is gone. */
  readonly signal?: AbortSignal;
}

export interface Page extends DuckRows {
  /** All rows that are shown, before and after these too. */
  readonly total: number;
}

export interface PageDeps extends DatasetsDeps {
  readonly copies: Copies;
}

const PAGE_TIMEOUT_MS = 30_000;
/** So many rows are ordered or searched again for every page. */
const FEW_ROWS = 20_000;
/** Up to here the first rows of an order come sooner without a copy. */
const FIRST_ROWS = 2_000;
/** Of the files of a version; larger ones are ordered again for every page. */
const MOST_COPIED_BYTES = 256_000_000;
const MOST_TRIES = 3;

/**
 * Some rows of a version, for people to look at, quickly at any place. What is ordered or searched is made once as a copy;
 * the first rows of an order do not wait for it.
 * @throws AppError not_found, dataset_version_gone, dataset_columns_wrong, query_too_big, query_too_long
 */
export async function readPage(
  deps: PageDeps,
  db: WorkspaceDb,
  datasetId: string,
  { reader, version, offset, limit, signal, ...shown }: PageOptions,
): Promise<Page> {
  const { sort, search } = shown;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const source = await sourceOf(deps.files, db, datasetId, reader, version);
    const { columns, manifest } = source;
    if (sort !== undefined && !columns.some(({ name }) => name === sort)) {
      throw new AppError(datasetErrors.dataset_columns_wrong, {
        values: { why: `there is no column “${sort}” to sort by.` },
      });
    }
    // What is kept from somebody is in no copy that others read, and in no count.
    if (source.only !== undefined) return readAnew(deps, source, shown, offset, limit);
    const total = rowsOf(manifest);
    if (sort === undefined && !search && isWhole(source)) {
      return read(deps, { sql: selectRange(source, offset, limit), limit, offset, total });
    }
    if (total <= FEW_ROWS || bytesOf(manifest) > MOST_COPIED_BYTES) {
      return readAnew(deps, source, shown, offset, limit);
    }
    const name = await copyName(db, datasetId, source, shown);
    const isRight = async () => {
      const now = await sourceOf(deps.files, db, datasetId, reader, source.version).catch(() => undefined);
      return now !== undefined && (await copyName(db, datasetId, now, shown)) === name;
    };
    const path = await deps.copies.find(name);
    if (path === undefined && !search && offset + limit <= FIRST_ROWS) {
      const page = await readAnew(deps, source, shown, offset, limit);
      // Whoever looks further finds it. What goes wrong with it is told to who waits for it.
      void deps.copies.make(name, selectShown(source, shown), isRight).catch(() => undefined);
      return page;
    }
    if (path === undefined) {
      await deps.copies.make(name, selectShown(source, shown), isRight, signal).catch(rethrow);
    }
    const page = await readCopy(deps, source, path ?? (await deps.copies.find(name)), offset, limit);
    if (page) return page;
  }
  throw new AppError(datasetErrors.dataset_busy);
}

/** Whether rows stand in its files by their numbers: none is gone, and none is kept from whoever reads. */
const isWhole = ({ manifest, only }: Source): boolean =>
  only === undefined && manifest.parts.every(({ gone }) => gone === 0);

/** @returns nothing when the copy has been removed meanwhile */
async function readCopy(
  deps: PageDeps,
  { columns }: Source,
  path: string | undefined,
  offset: number,
  limit: number,
): Promise<Page | undefined> {
  if (path === undefined) return undefined;
  const file = quoteText(path);
  const sql = `select ${namedCells(columns)} from read_parquet(${file}, file_row_number = true)
    where file_row_number >= ${offset} and file_row_number < ${offset + limit}`;
  const count = { sql: `select num_rows from parquet_file_metadata(${file})`, rows: 1 };
  try {
    return await read(deps, { sql, count, limit, offset });
  } catch (error) {
    if (existsSync(path)) throw error;
    return undefined;
  }
}

function readAnew(
  deps: PageDeps,
  source: Source,
  shown: Shown,
  offset: number,
  limit: number,
): Promise<Page> {
  const window = ` limit ${limit} offset ${offset}`;
  const isCounted = source.only !== undefined || Boolean(shown.search);
  if (shown.sort === undefined && isCounted && !shown.search) {
    const count = { sql: `select count(*) from (${selectAll(source)})`, rows: 1 };
    return read(deps, { sql: selectAll(source) + window, count, limit, offset });
  }
  if (shown.sort === undefined && !shown.search) {
    return read(deps, { sql: selectAll(source) + window, limit, offset, total: rowsOf(source.manifest) });
  }
  const rows = selectShown(source, shown);
  const sql = `select ${namedCells(source.columns)} from (${rows})${window}`;
  if (!isCounted) return read(deps, { sql, limit, offset, total: rowsOf(source.manifest) });
  const count = {
    sql: `select count(*) from (${selectShown(source, shown.search ? { search: shown.search } : {})})`,
    rows: 1,
  };
  return read(deps, { sql, count, limit, offset });
}

interface Reading {
  readonly sql: string;
  readonly offset: number;
  readonly limit: number;
  /** Unless it is counted. */
  readonly total?: number;
  readonly count?: DuckStep;
}

async function read({ duck }: PageDeps, { sql, offset, limit, total, count }: Reading): Promise<Page> {
  const steps = [{ sql, rows: limit }, ...(count ? [count] : [])];
  const [rows, counted] = await duck.run({ steps }, { timeoutMs: PAGE_TIMEOUT_MS }).catch(rethrow);
  if (!rows) throw new Error('the page brought no rows');
  const all = total ?? Number(counted?.rows[0]?.[0] ?? 0);
  return { ...rows, total: all, more: offset + rows.rows.length < all };
}

function rethrow(error: unknown): never {
  // A statement that is wrong is our own fault, and nobody else's.
  throw error instanceof DuckError && error.kind === 'statement' ? error : queryFault(error);
}
