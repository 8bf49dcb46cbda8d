import { quoteName, quoteText } from '../../duck/index.ts';
import type { Column, ColumnType } from '../columns.ts';
import { selectPlaced, type Source } from './source.ts';

/** Which rows are shown, and in which order. */
export interface Shown {
  /** A column; without it rows come as they were written. */
  readonly sort?: string;
  readonly down?: boolean;
  /** In any column, whatever its case. */
  readonly search?: string;
}

/** Characters of the values of a type, in lower case: a text with others is in none of them. */
const WRITTEN: Readonly<Partial<Record<ColumnType, RegExp>>> = {
  LONG: /^[-\d]+$/,
  DECIMAL: /^[-\d.]+$/,
  DOUBLE: /^[-+\d.einfa]+$/,
  DATE: /^[-\d()bc ]+$/,
  DATETIME: /^[-\d:.()bc ]+$/,
};

/**
 * The rows that are shown as `c0`, `c1` and so on. Rows with the same value stand as they were written, so that an order
 * is always the same one.
 */
export function selectShown(source: Source, { sort, down = false, search }: Shown): string {
  const cells = source.columns.map((_, at) => `c${at}`).join(', ');
  const where = search ? ` where ${holds(source.columns, search.toLowerCase())}` : '';
  const at = source.columns.findIndex(({ name }) => name === sort);
  const order = at < 0 ? '' : ` order by c${at} ${down ? 'desc' : 'asc'} nulls last, p, r`;
  return `select ${cells} from (${selectPlaced(source)})${where}${order}`;
}

/** `c0` and so on under the names of the columns. */
export const namedCells = (columns: readonly Column[]): string =>
  columns.map(({ name }, at) => `c${at} as ${quoteName(name)}`).join(', ');

function holds(columns: readonly Column[], search: string): string {
  const looks = columns.flatMap(({ type }, at) => {
    if (WRITTEN[type]?.test(search) === false) return [];
    return [`contains(lower(c${at}::varchar), ${quoteText(search)})`];
  });
  return looks.length === 0 ? 'false' : `(${looks.join(' or ')})`;
}
