import type { Column, ColumnType } from '../../datasets/index.ts';

export type JsonRow = Readonly<Record<string, unknown>>;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATETIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** The columns that rows of JSON have, in the order in which their names come first. */
export function columnsOfRows(rows: readonly JsonRow[]): Column[] {
  const types = new Map<string, ColumnType | undefined>();
  for (const row of rows) {
    for (const [name, value] of Object.entries(row)) types.set(name, join(types.get(name), typeOf(value)));
  }
  // Of what is always null nothing is known.
  return [...types].map(([name, type]) => ({ name, type: type ?? 'STRING' }));
}

/** Undefined: null, which is of every type. */
function typeOf(value: unknown): ColumnType | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'LONG' : 'DOUBLE';
  if (typeof value !== 'string') return 'STRING';
  if (DATE.test(value) && isMoment(value)) return 'DATE';
  return DATETIME.test(value) && isMoment(value) ? 'DATETIME' : 'STRING';
}

const isMoment = (text: string) => !Number.isNaN(Date.parse(text.replace(' ', 'T')));

function join(one: ColumnType | undefined, other: ColumnType | undefined): ColumnType | undefined {
  if (one === undefined || one === other) return other ?? one;
  if (other === undefined) return one;
  const both = new Set([one, other]);
  if (both.has('LONG') && both.has('DOUBLE')) return 'DOUBLE';
  if (both.has('DATE') && both.has('DATETIME')) return 'DATETIME';
  return 'STRING';
}

/** Whether values of a type fit into a column. Text takes everything, as the JSON that it is. */
export function fits(type: ColumnType, into: ColumnType): boolean {
  if (type === into || into === 'STRING') return true;
  if (type === 'LONG') return into === 'DOUBLE' || into === 'DECIMAL';
  if (type === 'DOUBLE') return into === 'DECIMAL';
  return type === 'DATE' && into === 'DATETIME';
}

/** A line of JSON for each row, with every column; lists and objects stay the JSON that they are. */
export function linesOf(rows: readonly JsonRow[], columns: readonly Column[]): string {
  return rows
    .map((row) => {
      const cells = columns.map(({ name, type }) => [
        name,
        cellOf(Object.hasOwn(row, name) ? row[name] : null, type),
      ]);
      return `${JSON.stringify(Object.fromEntries(cells))}\n`;
    })
    .join('');
}

function cellOf(value: unknown, type: ColumnType): unknown {
  if (value === null || value === undefined) return null;
  if (type !== 'STRING') return value;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
