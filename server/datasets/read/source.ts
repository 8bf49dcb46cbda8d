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
      const left =
        gone === 0
          ? ''
          : ` where file_row_number not in (select row from read_parquet(${goneFiles}) where part = ${quoteText(id)})`;
      return `select ${list}${places} from ${from}${left}`;
    })
    .join(' union all ');
}

/** All files that reading a version opens. */
export function pathsOf({ manifest, pathOf }: Source): string[] {
  return [...manifest.parts, ...manifest.gone].map(({ id }) => pathOf(id));
}

function selectNothing(columns: readonly Column[], { places }: SourceOptions): string {
  const list = columns.map(({ name, type }) => `null::${duckTypeOf(type)} as ${quoteName(name)}`);
  const all = places ? [...list, 'null::varchar as _part', 'null::bigint as _row'] : list;
  return `select ${all.join(', ')} where false`;
}
