import type {
  Dataset,
  DatasetLevel,
  DatasetRows,
  DatasetSummary,
  DatasetVersion,
} from '../../contract/api/index.ts';
import type { DuckRows } from '../duck/index.ts';
import { typeOfDuck } from './columns.ts';
import type { DatasetRow, VersionRow } from './store.ts';

export function presentShort(row: DatasetRow, level: DatasetLevel): DatasetSummary {
  const { id, name, description, rows, bytes, version } = row;
  return {
    id,
    name,
    description,
    tags: [...row.tags],
    rows,
    columnCount: row.columns.length,
    bytes,
    version,
    dataAt: row.dataAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    level,
    audience: row.audience,
  };
}

export function present(row: DatasetRow, level: DatasetLevel, rowsKept: boolean): Dataset {
  const { columns, keys, keepVersions, policiesOn } = row;
  return {
    ...presentShort(row, level),
    columns: columns.map((one) => ({ ...one })),
    keys: [...keys],
    keepVersions,
    policiesOn,
    rowsKept,
  };
}

export function presentVersion(row: VersionRow): DatasetVersion {
  const { number, method, rows, bytes, rowsIn, rowsNew, rowsChanged, rowsGone } = row;
  const createdAt = row.createdAt.toISOString();
  return { number, method, rows, bytes, rowsIn, rowsNew, rowsChanged, rowsGone, createdAt };
}

export function presentRows({ columns, rows, more }: DuckRows): DatasetRows {
  return {
    columns: columns.map(({ name, type }) => ({ name, type: typeOfDuck(type) })),
    rows: rows.map((row) => [...row]),
    more,
  };
}
