import { quoteName, quoteText, quoteTexts } from '../../duck/index.ts';
import { type Column, columnList, duckTypeOf } from '../columns.ts';
import type { Manifest } from '../manifest.ts';

export interface Source {
  readonly columns: readonly Column[];
  readonly manifest: Manifest;
  /** Path of a file by its id. */
  readonly pathOf: (fileId: string) => string;
  /** A condition: other rows are kept from whoever reads. */
  readonly only?: string | undefined;
}

export interface SourceOptions {
  /** Adds the columns `_part` and `_row`: where each row stands. */
  readonly places?: boolean;
}

/** The rows of a version as a SELECT. A version without rows is an empty table with its columns. */
export function selectAll(source: Source, options: SourceOptions = {}): string {
  const all = selectEach(source, options);
  return source.only === undefined ? all : `select * from (${all}) where ${source.only}`;
}

function selectEach({ columns, manifest, pathOf }: Source, options: SourceOptions): string {
  const list = columnList(columns);
  const { parts } = manifest;
  if (parts.length === 0) return selectNothing(columns, options);
  const goneFiles = quoteTexts(manifest.gone.map(({ id }) => pathOf(id)));
  const whole = parts.filter(({ gone }) => gone === 0);
  if (whole.length === parts.length && !options.places) {
    return `select ${list} from read_parquet(${quoteTexts(parts.map(({ id }) => pathOf(id)))})`;
  }
  return parts
    .map(({ id, gone }) => {
      const places = options.places ? `, ${quoteText(id)} as _part, file_row_number as _row` : '';
      const from = `read_parquet(${quoteText(pathOf(id))}, file_row_number = true)`;
      const left = gone === 0 ? '' : whereLeft(id, goneFiles);
      return `select ${list}${places} from ${from}${left}`;
    })
    .join(' union all ');
}

/**
 * The rows of a version as `c0`, `c1` and so on in the order of its columns, with `p` and `r`: the part and the row in it,
 * by which they stand in the order in which they were written.
 */
export function selectPlaced({ columns, manifest, pathOf, only }: Source): string {
  const cells = columns.map(({ name }, at) => `${quoteName(name)} as c${at}`).join(', ');
  if (manifest.parts.length === 0) {
    return `select ${cells}, 0 as p, 0::bigint as r from (${selectNothing(columns, {})})`;
  }
  const goneFiles = quoteTexts(manifest.gone.map(({ id }) => pathOf(id)));
  return manifest.parts
    .map(({ id, gone }, at) => {
      const from = `read_parquet(${quoteText(pathOf(id))}, file_row_number = true)`;
      const left = gone === 0 ? '' : whereLeft(id, goneFiles);
      const seen = only === undefined ? '' : `${left === '' ? ' where' : ' and'} (${only})`;
      return `select ${cells}, ${at} as p, file_row_number as r from ${from}${left}${seen}`;
    })
    .join(' union all ');
}

/** Rows of a version without gone ones, by their numbers, for whoever sees all: only the files that hold them are opened. */
export function selectRange({ columns, manifest, pathOf }: Source, offset: number, limit: number): string {
  const list = columnList(columns);
  const selects: string[] = [];
  let before = 0;
  for (const { id, rows } of manifest.parts) {
    const [from, to] = [Math.max(0, offset - before), Math.min(rows, offset + limit - before)];
    before += rows;
    if (from >= to) continue;
    selects.push(
      `select ${list} from read_parquet(${quoteText(pathOf(id))}, file_row_number = true)
        where file_row_number >= ${from} and file_row_number < ${to}`,
    );
  }
  return selects.length === 0 ? selectNothing(columns, {}) : selects.join(' union all ');
}

/** All files that reading a version opens. */
export function pathsOf({ manifest, pathOf }: Source): string[] {
  return [...manifest.parts, ...manifest.gone].map(({ id }) => pathOf(id));
}

const whereLeft = (partId: string, goneFiles: string) =>
  ` where file_row_number not in (select row from read_parquet(${goneFiles}) where part = ${quoteText(partId)})`;

function selectNothing(columns: readonly Column[], { places }: SourceOptions): string {
  const list = columns.map(({ name, type }) => `null::${duckTypeOf(type)} as ${quoteName(name)}`);
  const all = places ? [...list, 'null::varchar as _part', 'null::bigint as _row'] : list;
  return `select ${all.join(', ')} where false`;
}
