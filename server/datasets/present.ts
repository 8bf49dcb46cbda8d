import type { Dataset, DatasetRows, DatasetSummary, DatasetVersion } from '../../contract/api/index.ts';
import type { DuckRows } from '../duck/index.ts';
import { typeOfDuck } from './columns.ts';
import type { DatasetRow, VersionRow } from './store.ts';

export function presentShort(row: DatasetRow): DatasetSummary {
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
  };
}

export function present(row: DatasetRow): Dataset {
  const { columns, keys, keepVersions } = row;
  return { ...presentShort(row), columns: columns.map((one) => ({ ...one })), keys: [...keys], keepVersions };
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
