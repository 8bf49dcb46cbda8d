import type { Column } from '../datasets/index.ts';
import type { Cell, Row } from '../reports/index.ts';
import type { Stream } from './streams.ts';

type Property = { readonly type: string | readonly string[]; readonly format?: string };

const OF_TYPE: Readonly<Record<Column['type'], { readonly type: string; readonly format?: string }>> = {
  STRING: { type: 'string' },
  LONG: { type: 'integer' },
  DECIMAL: { type: 'number' },
  DOUBLE: { type: 'number' },
  DATE: { type: 'string', format: 'date' },
  DATETIME: { type: 'string', format: 'date-time' },
};

/** JSON Schema of a stream's columns: the same names and order as in a DataSet. What tells rows apart is never null. */
export function propertiesOf({ columns, keys }: Stream): Record<string, Property> {
  return Object.fromEntries(
    columns.map(({ name, type }) => {
      const known = OF_TYPE[type];
      return [name, keys.includes(name) ? known : { ...known, type: ['null', known.type] }];
    }),
  );
}

const NUMBERS: ReadonlySet<Column['type']> = new Set(['LONG', 'DECIMAL', 'DOUBLE']);

/** Makes the JSON of rows, with the columns that are wanted. There may be a million of them. */
export function rowWriter(
  { columns }: Stream,
  wanted: ReadonlySet<string> | undefined,
): (row: Row) => string {
  const parts = columns.flatMap(({ name, type }, at) =>
    wanted && !wanted.has(name)
      ? []
      : [{ at, start: `${JSON.stringify(name)}:`, isNumber: NUMBERS.has(type) }],
  );
  return (row) => {
    let json = '{';
    for (const [index, { at, start, isNumber }] of parts.entries()) {
      if (index > 0) json += ',';
      json += start + valueOf(row[at] ?? null, isNumber);
    }
    return `${json}}`;
  };
}

/** Numbers of 64 bits come as text. */
function valueOf(cell: Cell, isNumber: boolean): string {
  if (cell === null) return 'null';
  if (typeof cell === 'number') return String(cell);
  return isNumber && /^-?\d+(\.\d+)?$/.test(cell) ? cell : JSON.stringify(cell);
}
