import type { DataAlertRule, DataAlertTrial } from '../../contract/api/index.ts';
import type { WorkspaceDb } from '../base/index.ts';
import type { Column, DatasetRow } from '../datasets/index.ts';
import type { DuckRows } from '../duck/index.ts';
import type { DataAlertDeps } from './deps.ts';
import { BEFORE, isSuch, measuredSql, NOW, newRowsSql } from './rule.ts';

type LookDeps = Pick<DataAlertDeps, 'datasets' | 'clock'>;

const TIMEOUT_MS = 60_000;

export interface Measured {
  /** Rows that fit the filter. */
  readonly rows: number;
  /** What an aggregate rule measures; null: there is no such number. */
  readonly value: number | null;
}

/** What the rows of the version that is read hold. @throws AppError dataset_filter_wrong, query_… */
export async function measure(
  { datasets, clock }: LookDeps,
  db: WorkspaceDb,
  dataset: Pick<DatasetRow, 'id' | 'columns' | 'version'>,
  rule: DataAlertRule,
): Promise<Measured> {
  const sql = measuredSql(dataset.columns, rule, clock.now());
  const tables = { [NOW]: tableOf(dataset.id, dataset.version) };
  const found = await datasets.query(db, { reader: 'system', sql, tables, rows: 1, timeoutMs: TIMEOUT_MS });
  return { rows: numberOf(found, 0) ?? 0, value: numberOf(found, 1) };
}

/**
 * How many rows that fit are new or changed since an earlier version; null: no version before is kept, so that nobody
 * can say. @throws AppError dataset_filter_wrong, query_…
 */
export async function countNew(
  { datasets, clock }: LookDeps,
  db: WorkspaceDb,
  dataset: Pick<DatasetRow, 'id' | 'columns' | 'version'>,
  rule: Extract<DataAlertRule, { kind: 'rows' }>,
  checkedVersion: number,
  rows: number,
): Promise<number | null> {
  if (checkedVersion === 0 || rows === 0) return rows;
  // The one that was looked at, or the nearest to it that is still kept.
  const [before] = await datasets.versions(db, dataset.id, dataset.version, 100).then((kept) => {
    const older = kept.filter(({ number }) => number <= checkedVersion);
    return older.length > 0 ? older : kept.slice(-1);
  });
  if (!before) return null;
  const sql = newRowsSql(dataset.columns, before.columns satisfies readonly Column[], rule, clock.now());
  if (sql === undefined) return rows;
  const tables = {
    [NOW]: tableOf(dataset.id, dataset.version),
    [BEFORE]: tableOf(dataset.id, before.number),
  };
  return (
    numberOf(
      await datasets.query(db, { reader: 'system', sql, tables, rows: 1, timeoutMs: TIMEOUT_MS }),
      0,
    ) ?? 0
  );
}

/** What the rule would say now, for whoever writes it. */
export async function tryRule(
  deps: LookDeps,
  db: WorkspaceDb,
  datasetId: string,
  rule: DataAlertRule,
): Promise<DataAlertTrial> {
  const dataset = await deps.datasets.get(db, datasetId);
  const { rows, value } = await measure(deps, db, dataset, rule);
  if (rule.kind === 'rows') return { rows, value: null, before: null, holds: rows > 0 };
  const [earlier] = await deps.datasets.versions(db, datasetId, dataset.version, 1);
  // A column that was not there before has no number of before.
  const before = earlier
    ? await measure(
        deps,
        db,
        { id: datasetId, columns: earlier.columns, version: earlier.number },
        rule,
      ).then(
        (found) => found.value,
        () => null,
      )
    : null;
  return { rows, value, before, holds: isSuch(rule, value, before) };
}

/** A DataSet that never had rows has no version to name. */
const tableOf = (datasetId: string, version: number) => ({ datasetId, ...(version > 0 && { version }) });

function numberOf({ rows }: DuckRows, at: number): number | null {
  const cell = rows[0]?.[at];
  if (cell === null || cell === undefined) return null;
  const value = Number(cell);
  return Number.isFinite(value) ? value : null;
}
