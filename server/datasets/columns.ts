import { datasetErrors } from '../../contract/errors/datasets.ts';
import { AppError } from '../base/index.ts';
import { quoteName } from '../duck/index.ts';

/** Domo's types of columns. */
export const columnTypes = ['STRING', 'LONG', 'DOUBLE', 'DECIMAL', 'DATE', 'DATETIME'] as const;
export type ColumnType = (typeof columnTypes)[number];

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

/** What a column is in the files. A DATETIME is a moment in UTC. */
const DUCK_TYPES: Readonly<Record<ColumnType, string>> = {
  STRING: 'VARCHAR',
  LONG: 'BIGINT',
  DOUBLE: 'DOUBLE',
  DECIMAL: 'DECIMAL(38,9)',
  DATE: 'DATE',
  DATETIME: 'TIMESTAMP',
};
const MOST_COLUMNS = 1_500;
const LONGEST_NAME = 255;

export const duckTypeOf = (type: ColumnType): string => DUCK_TYPES[type];

/** The type of ours that holds what DuckDB calls by this name. */
export function typeOfDuck(type: string): ColumnType {
  if (/^(TINYINT|SMALLINT|INTEGER|BIGINT|UTINYINT|USMALLINT|UINTEGER)$/.test(type)) return 'LONG';
  if (/^(FLOAT|DOUBLE)$/.test(type)) return 'DOUBLE';
  if (/^(DECIMAL\(|HUGEINT|UBIGINT|UHUGEINT)/.test(type)) return 'DECIMAL';
  if (type === 'DATE') return 'DATE';
  if (type.startsWith('TIMESTAMP')) return 'DATETIME';
  return 'STRING';
}

/** @throws AppError dataset_columns_wrong */
export function checkColumns(columns: readonly Column[], keys: readonly string[] = []): void {
  if (columns.length === 0) throw wrong('there must be at least one.');
  if (columns.length > MOST_COLUMNS) throw wrong(`there can be at most ${MOST_COLUMNS}.`);
  const seen = new Set<string>();
  for (const { name } of columns) {
    if (name.trim() === '' || name.length > LONGEST_NAME) {
      throw wrong(`a name has 1 to ${LONGEST_NAME} characters.`);
    }
    // SQL does not tell them apart by their case.
    if (seen.has(name.toLowerCase())) throw wrong(`the name “${name}” comes twice.`);
    if (name.toLowerCase() === 'file_row_number') throw wrong(`the name “${name}” is taken by the engine.`);
    seen.add(name.toLowerCase());
  }
  for (const key of keys) {
    const column = columns.find(({ name }) => name === key);
    if (!column) throw wrong(`there is no column “${key}” for the key.`);
    if (column.type === 'DOUBLE') throw wrong(`the key column “${key}” cannot be a DOUBLE.`);
  }
}

export interface ColumnChanges {
  readonly added: readonly Column[];
  readonly removed: readonly Column[];
  readonly retyped: readonly { readonly name: string; readonly from: ColumnType; readonly to: ColumnType }[];
}

/** What is different between the columns of now and those that come. Their order is not. */
export function compareColumns(before: readonly Column[], after: readonly Column[]): ColumnChanges {
  const old = new Map(before.map((column) => [column.name, column]));
  const names = new Set(after.map(({ name }) => name));
  return {
    added: after.filter(({ name }) => !old.has(name)),
    removed: before.filter(({ name }) => !names.has(name)),
    retyped: after.flatMap(({ name, type }) => {
      const from = old.get(name)?.type;
      return from === undefined || from === type ? [] : [{ name, from, to: type }];
    }),
  };
}

export const areSame = ({ added, removed, retyped }: ColumnChanges): boolean =>
  added.length + removed.length + retyped.length === 0;

/** The columns as the list of a SELECT, in their order. */
export const columnList = (columns: readonly Column[]): string =>
  columns.map(({ name }) => quoteName(name)).join(', ');

const wrong = (why: string) => new AppError(datasetErrors.dataset_columns_wrong, { values: { why } });
