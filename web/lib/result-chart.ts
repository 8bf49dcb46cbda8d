import type { DatasetRows, QueryView } from '../../contract/api/index.ts';

export type Result = Pick<DatasetRows, 'columns' | 'rows'>;
type Column = Result['columns'][number];
type Cell = Result['rows'][number][number];

/** More points than this cannot be told apart, and make the browser slow. */
export const MOST_POINTS = 1_000;
export const MOST_SERIES = 8;

const NUMBERS: ReadonlySet<Column['type']> = new Set(['LONG', 'DOUBLE', 'DECIMAL']);
const TIMES: ReadonlySet<Column['type']> = new Set(['DATE', 'DATETIME']);

export const isNumberColumn = ({ type }: Column): boolean => NUMBERS.has(type);

/** The columns of a picture: as they were chosen where the result has them, else the first that fit. */
export function chosenColumns(columns: readonly Column[], view: QueryView): { x?: Column; y: Column[] } {
  const numbers = columns.filter(isNumberColumn);
  const x =
    columns.find(({ name }) => name === view.x) ??
    columns.find((column) => !isNumberColumn(column)) ??
    // Numbers alone: the first of them runs along the axis, where another one is left.
    (numbers.length > 1 ? numbers[0] : undefined);
  const along = view.kind === 'number' ? undefined : x;
  const others = numbers.filter((column) => column !== along);
  const wanted = others.filter(({ name }) => view.y.includes(name));
  const y = (wanted.length > 0 ? wanted : others).slice(0, MOST_SERIES);
  return { ...(x && { x }), y };
}

export type NoPicture = 'no_rows' | 'no_numbers' | 'no_axis' | 'no_values';

export interface Picture {
  readonly x: string;
  readonly y: readonly string[];
  /** `key` along the axis; `y0`, `y1` … are the columns in order. */
  readonly points: readonly Readonly<Record<string, string | number | null>>[];
  /** Of so many rows, where not all are drawn. */
  readonly of: number;
  /** Counts have no halves. */
  readonly whole: boolean;
}

/** A result as a line or bars, or why it cannot be one. `empty`: what stands for null on the axis. */
export function pictureOf(result: Result, view: QueryView, empty: string): Picture | NoPicture {
  const { columns, rows } = result;
  const { x, y } = chosenColumns(columns, view);
  if (rows.length === 0) return 'no_rows';
  if (!columns.some(isNumberColumn)) return 'no_numbers';
  if (!x || y.length === 0) return 'no_axis';
  const along = columns.indexOf(x);
  const places = y.map((column) => columns.indexOf(column));
  const shown = inOrder(rows, along, x, view).slice(0, MOST_POINTS);
  const points = shown.map((row) => ({
    key: labelOf(row[along], empty),
    ...Object.fromEntries(places.map((place, at) => [`y${at}`, numberOf(row[place])])),
  }));
  if (shown.every((row) => places.every((place) => numberOf(row[place]) === null))) return 'no_values';
  return {
    x: x.name,
    y: y.map(({ name }) => name),
    points,
    of: rows.length,
    whole: y.every(({ type }) => type === 'LONG'),
  };
}

/** A line over time goes forwards; bars, and a line over anything else, keep the order of the statement. */
function inOrder(rows: Result['rows'], along: number, x: Column, { kind }: QueryView): Result['rows'] {
  if (kind !== 'line' || !TIMES.has(x.type)) return rows;
  const text = (row: Cell[]) => String(row[along] ?? '');
  return rows.toSorted((a, b) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0));
}

export interface BigNumber {
  readonly name: string;
  readonly value: string;
}

/** The first row as numbers to be read from afar, or why there are none. */
export function numbersOf(result: Result, view: QueryView, empty: string): BigNumber[] | NoPicture {
  const [row] = result.rows;
  if (!row) return 'no_rows';
  const { y } = chosenColumns(result.columns, view);
  if (y.length === 0) return 'no_numbers';
  return y.map((column) => ({
    name: column.name,
    value: figureOf(row[result.columns.indexOf(column)], empty),
  }));
}

const figures = new Intl.NumberFormat(undefined, { maximumFractionDigits: 9 });

export const showFigure = (value: number): string => figures.format(value);

/** 64-bit numbers come as text, and are shown to the last digit. */
function figureOf(cell: Cell | undefined, empty: string): string {
  if (typeof cell === 'string' && /^-?\d+$/.test(cell)) return figures.format(BigInt(cell));
  const value = numberOf(cell);
  return value === null ? labelOf(cell, empty) : showFigure(value);
}

function numberOf(cell: Cell | undefined): number | null {
  if (cell === null || cell === undefined || cell === '') return null;
  const value = Number(cell);
  return Number.isFinite(value) ? value : null;
}

const labelOf = (cell: Cell | undefined, empty: string): string =>
  cell === null || cell === undefined ? empty : String(cell);

/** The rows with the columns' names above them, for a file. */
export function tableOf({ columns, rows }: Result): string[][] {
  return [
    columns.map(({ name }) => name),
    ...rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell)))),
  ];
}
