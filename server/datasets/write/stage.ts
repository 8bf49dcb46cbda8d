import { datasetErrors } from '../../../contract/errors/datasets.ts';
import { AppError } from '../../base/index.ts';
import { type DuckCell, DuckError, quoteName, quoteText } from '../../duck/index.ts';
import { type Column, duckTypeOf } from '../columns.ts';

/** A file with new rows, on its way in. */
export type Incoming =
  | {
      readonly format: 'csv';
      readonly path: string;
      /**
       * `yes`: the first line names columns, in any order. `if-names`: it is skipped when it is exactly the names. `skip`:
       * it is left out, whatever it says.
       */
      readonly header: 'yes' | 'no' | 'if-names' | 'skip';
      /** Lines that cannot be read: the whole file is refused, or they are left out and listed. */
      readonly badLines: 'refuse' | 'collect';
      readonly delimiter?: string;
    }
  | { readonly format: 'jsonl'; readonly path: string }
  | { readonly format: 'parquet'; readonly path: string };

export interface BadLine {
  /** From 1, the header's line included. */
  readonly line: number;
  readonly column: string | null;
  readonly problem: string;
  /** The beginning of the line. */
  readonly text: string;
}

const MOST_BAD_LINES = 1_000;

/**
 * The rows of a file in the types of the DataSet's columns, as a SELECT. An empty field is null, an empty pair of
 * quotes an empty text.
 */
export function selectIncoming(incoming: Incoming, columns: readonly Column[], skipFirst: boolean): string {
  const path = quoteText(incoming.path);
  const typed = columns.map(
    ({ name, type }) => `${quoteName(name)}::${duckTypeOf(type)} as ${quoteName(name)}`,
  );
  if (incoming.format === 'parquet') return `select ${typed.join(', ')} from read_parquet(${path})`;
  const types = columns
    .map(({ name, type }) => `${quoteText(name)}: ${quoteText(duckTypeOf(type))}`)
    .join(', ');
  if (incoming.format === 'jsonl') {
    return `select ${columns.map(({ name }) => quoteName(name)).join(', ')}
      from read_json(${path}, format = 'newline_delimited', columns = {${types}})`;
  }
  const collect = incoming.badLines === 'collect';
  const options = [
    `columns = {${types}}`,
    'auto_detect = false',
    `header = false`,
    `skip = ${skipFirst ? 1 : 0}`,
    `delim = ${quoteText(incoming.delimiter ?? ',')}`,
    `quote = '"'`,
    `escape = '"'`,
    `nullstr = ''`,
    'allow_quoted_nulls = false',
    'strict_mode = true',
    // A line as long as a message with everything in it.
    'max_line_size = 16777216',
    ...(collect ? ['store_rejects = true', `rejects_limit = ${MOST_BAD_LINES}`] : []),
  ];
  return `select * from read_csv(${path}, ${options.join(', ')})`;
}

/** Reads what `store_rejects` put aside. */
export const SELECT_BAD_LINES = `
  select line::bigint, column_name, error_message, left(csv_line, 500) from reject_errors order by line limit ${MOST_BAD_LINES}`;

export function badLinesOf(rows: readonly (readonly DuckCell[])[]): BadLine[] {
  return rows.map(([line, column, problem, text]) => ({
    line: Number(line),
    column: column === null || column === undefined ? null : String(column),
    problem: firstLine(String(problem ?? '')),
    text: String(text ?? ''),
  }));
}

/** The columns in the order of a header line. @throws AppError dataset_data_wrong when it names others. */
export function columnsOfHeader(names: readonly string[], columns: readonly Column[]): Column[] {
  const byName = new Map(columns.map((column) => [column.name.toLowerCase(), column]));
  const found = names.map((name) => byName.get(name.trim().toLowerCase()));
  const unknown = names.filter((_, index) => !found[index]);
  const missing = columns.filter((column) => !found.includes(column)).map(({ name }) => name);
  if (unknown.length > 0)
    throw dataWrong(`the header names ${listOf(unknown)}, which the DataSet does not have.`);
  if (missing.length > 0) throw dataWrong(`the header does not name ${listOf(missing)}.`);
  if (new Set(found).size < found.length) throw dataWrong('the header names a column twice.');
  return found.filter((column) => column !== undefined);
}

/** What DuckDB says about a file, for whoever sent it. */
export function incomingFault(error: unknown): unknown {
  if (!(error instanceof DuckError) || error.kind !== 'statement') return error;
  return dataWrong(plain(error.message));
}

/** The first sentences of DuckDB's message: without the options of the reader, and without paths of ours. */
function plain(message: string): string {
  const line = /CSV Error on Line: (\d+)/.exec(message)?.[1];
  const text = message
    .replace(/^[A-Za-z ]+Error: /, '')
    .replace(/CSV Error on Line: \d+/, '')
    .replace(/^Original Line:.*$/m, '')
    .replace(/ ?in file "[^"]*"/g, '')
    .replace(/"?\/[^\s"']+\/[^\s"']+"?/g, 'the file')
    .split(/\n\s*(?:Possible (?:fixes|solutions)|file =|\* |LINE \d)/)[0];
  const what = (text ?? '').replace(/\s+/g, ' ').trim().slice(0, 300);
  return line === undefined ? what : `line ${line}: ${what}`;
}

const firstLine = (text: string) => (text.split('\n')[0] ?? '').slice(0, 300);

const listOf = (names: readonly string[]) =>
  names
    .slice(0, 5)
    .map((name) => `“${name.slice(0, 60)}”`)
    .join(', ') + (names.length > 5 ? ` and ${names.length - 5} more` : '');

/** What DuckDB says of a file, as an error for whoever sent it. */
export const dataFault = (message: string): AppError => dataWrong(plain(message));

const dataWrong = (why: string) => new AppError(datasetErrors.dataset_data_wrong, { values: { why } });
