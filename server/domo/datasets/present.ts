import type { DataSet, QueryAnswer } from '../../../contract/domo/datasets.ts';
import type { Policy } from '../../../contract/domo/policies.ts';
import { type DatasetRow, typeOfDuck } from '../../datasets/index.ts';
import type { DuckRows } from '../../duck/index.ts';

/** Domo's ids of people are numbers; what programs make is owned by the workspace. */
const OWNER = { id: 1, name: 'Rookery' };

/** A DataSet in a list: without its columns. */
export function presentShort(row: DatasetRow): DataSet {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    rows: row.rows,
    columns: row.columns.length,
    owner: OWNER,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    ...(row.dataAt && { dataCurrentAt: row.dataAt.toISOString() }),
    pdpEnabled: row.policiesOn,
  };
}

/** `policies`: all that it has; without them it has “All Rows” alone. */
export function present(row: DatasetRow, policies: readonly Policy[] = [ALL_ROWS]): DataSet {
  return {
    ...presentShort(row),
    schema: { columns: row.columns.map(({ type, name }) => ({ type, name })) },
    policies: [...policies],
  };
}

const ALL_ROWS: Policy = {
  id: 0,
  type: 'open',
  name: 'All Rows',
  filters: [],
  users: [],
  virtualUsers: [],
  groups: [],
};

export function presentQuery(datasetId: string, { columns, rows }: DuckRows): QueryAnswer {
  const types = columns.map(({ type }) => typeOfDuck(type));
  return {
    datasource: datasetId,
    columns: columns.map(({ name }) => name),
    metadata: types.map((type) => ({
      type,
      dataSourceId: datasetId,
      maxLength: -1,
      minLength: -1,
      periodIndex: 0,
    })),
    // Whole numbers come as text, since they may be wider than a double; here they are numbers where they fit.
    rows: rows.map((row) => row.map((cell, at) => numberOf(cell, types[at]))),
    numRows: rows.length,
    numColumns: columns.length,
    fromcache: false,
  };
}

function numberOf(cell: unknown, type: string | undefined): unknown {
  if (typeof cell !== 'string' || (type !== 'LONG' && type !== 'DECIMAL')) return cell;
  const number = Number(cell);
  return type === 'DECIMAL' || Number.isSafeInteger(number) ? number : cell;
}
