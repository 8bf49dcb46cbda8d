import { datasetErrors } from '../../../contract/errors/datasets.ts';
import { AppError, type WorkspaceDb } from '../../base/index.ts';
import { type DuckRows, quoteName, quoteText } from '../../duck/index.ts';
import { columnList } from '../columns.ts';
import type { DatasetsDeps } from '../deps.ts';
import type { Reader } from '../sharing/viewer.ts';
import { sourceOf } from './now.ts';
import { selectAll } from './source.ts';

export interface PageOptions {
  readonly reader: Reader;
  readonly version?: number;
  /** A column; without it rows come as they were written. */
  readonly sort?: string;
  readonly down?: boolean;
  /** In any column, whatever its case. */
  readonly search?: string;
  readonly offset: number;
  readonly limit: number;
}

const PAGE_TIMEOUT_MS = 30_000;

/** Some rows of a version, for people to look at. @throws AppError not_found, dataset_version_gone, dataset_columns_wrong */
export async function readPage(
  { duck, files }: DatasetsDeps,
  db: WorkspaceDb,
  datasetId: string,
  { reader, version, sort, down = false, search, offset, limit }: PageOptions,
): Promise<DuckRows> {
  const source = await sourceOf(files, db, datasetId, reader, version);
  const { columns } = source;
  if (sort !== undefined && !columns.some(({ name }) => name === sort)) {
    throw new AppError(datasetErrors.dataset_columns_wrong, {
      values: { why: `there is no column “${sort}” to sort by.` },
    });
  }
  const texts = columns.map(({ name }) => `${quoteName(name)}::varchar`).join(', ');
  const where = search
    ? `where contains(lower(concat_ws(chr(31), ${texts})), lower(${quoteText(search)}))`
    : '';
  const order = sort === undefined ? '' : `order by ${quoteName(sort)} ${down ? 'desc' : 'asc'} nulls last`;
  const sql = `select ${columnList(columns)} from (${selectAll(source)}) ${where} ${order} limit ${limit + 1} offset ${offset}`;
  const [rows] = await duck.run({ steps: [{ sql, rows: limit }] }, { timeoutMs: PAGE_TIMEOUT_MS });
  if (!rows) throw new Error('the page brought no rows');
  return rows;
}
