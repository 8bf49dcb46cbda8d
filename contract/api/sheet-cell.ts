import type { ColumnTypeName } from './datasets.ts';

/** A sheet of a spreadsheet has 1,048,576 rows; the first one names the columns. */
export const MOST_SHEET_ROWS = 1_048_575;
/** Longer texts are refused by the programs that open a file. */
const MOST_CHARACTERS = 32_767;
/** Numbers of a spreadsheet are exact to this many digits. */
const EXACT_DIGITS = 15;
/** Before, spreadsheets count a day that never was. */
const FIRST_DAY = Date.UTC(1900, 2, 1);
const END_OF_DAYS = Date.UTC(10_000, 0, 1);

/** A cell of a spreadsheet: a text is a text whatever it begins with, and never a formula. */
export type SheetCell = string | number | boolean | Date | null;

/** What stands in a spreadsheet for a value. What it cannot hold exactly stands there as a text. */
export function sheetCell(type: ColumnTypeName, value: string | number | boolean | null): SheetCell {
  if (value === null || typeof value === 'boolean') return value;
  switch (type) {
    case 'LONG':
    case 'DECIMAL':
      return isExact(String(value)) ? Number(value) : String(value);
    case 'DOUBLE':
      return Number.isFinite(Number(value)) ? Number(value) : String(value);
    case 'DATE':
    case 'DATETIME':
      return momentOf(String(value));
    case 'STRING':
      return textOf(String(value));
  }
}

/** How a spreadsheet shows the values of a type; undefined: as it likes. */
export function sheetFormat(type: ColumnTypeName): string | undefined {
  if (type === 'DATE') return 'yyyy-mm-dd';
  return type === 'DATETIME' ? 'yyyy-mm-dd hh:mm:ss' : undefined;
}

function isExact(text: string): boolean {
  const digits = (text.includes('.') ? text.replace(/\.?0+$/, '') : text).replace(/[-.]/g, '');
  return digits.replace(/^0+/, '').length <= EXACT_DIGITS;
}

function momentOf(text: string): Date | string {
  const [day = '', time = '00:00:00'] = text.split(' ');
  const at = Date.parse(`${day}T${time.slice(0, 12)}Z`);
  return at >= FIRST_DAY && at < END_OF_DAYS ? new Date(at) : text;
}

function textOf(text: string): string {
  // What reads like a character by its number is written so that it stays what it is.
  const plain = text.replace(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_');
  return plain.length <= MOST_CHARACTERS ? plain : `${text.slice(0, MOST_CHARACTERS - 1)}…`;
}
