import { deskErrors } from '../../contract/errors/desk.ts';
import { AppError } from '../base/index.ts';

/** Where a page of a list by name begins: behind this row. */
export interface PlaceByName {
  /** In lower case, as the index has it. */
  readonly name: string;
  readonly id: string;
}

/** The cursor behind a row. */
export function nameCursor(row: { readonly name: string; readonly id: string }): string {
  return Buffer.from(`${row.id}${row.name.toLowerCase()}`).toString('base64url');
}

/** Reads what `nameCursor` wrote. @throws AppError cursor_not_valid. */
export function readNameCursor(cursor: string | undefined): PlaceByName | undefined {
  if (cursor === undefined) return undefined;
  const text = Buffer.from(cursor, 'base64url').toString();
  const id = text.slice(0, 24);
  if (!/^[0-9a-f]{24}$/.test(id)) throw new AppError(deskErrors.cursor_not_valid);
  return { id, name: text.slice(24) };
}

/** Where a page of a list by time begins. */
export interface PlaceInTime {
  readonly at: Date;
  readonly id: string;
}

/** The cursor behind a row. */
export function timeCursor(place: PlaceInTime): string {
  return Buffer.from(`${place.at.getTime()}.${place.id}`).toString('base64url');
}

/** Reads what `timeCursor` wrote. @throws AppError cursor_not_valid. */
export function readTimeCursor(cursor: string | undefined): PlaceInTime | undefined {
  if (cursor === undefined) return undefined;
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split('.');
  if (!/^\d{1,15}$/.test(at) || !/^[0-9a-f]{24}$/.test(id)) throw new AppError(deskErrors.cursor_not_valid);
  return { at: new Date(Number(at)), id };
}
