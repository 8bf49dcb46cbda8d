import type { WorkspaceDb } from '../../base/index.ts';
import { listErased, wasAnybodyErased } from '../../conversations/index.ts';
import type { Column, Personal } from '../../datasets/index.ts';
import { quoteName } from '../../duck/index.ts';
import type { ReportsDeps } from '../deps.ts';
import type { Row } from '../kind.ts';

const DAY_MS = 86_400_000;
/** Longer than an erasure may take from its request on. */
const BACK_MS = 30 * DAY_MS;
const PAGE = 10_000;

/** The rows without what was said by, to or about people until they were erased: X still has it, we do not take it in again. */
export async function withoutErased(
  db: WorkspaceDb,
  personal: Personal | undefined,
  columns: readonly Column[],
  rows: readonly Row[],
): Promise<readonly Row[]> {
  if (!personal || rows.length === 0) return rows;
  const indexOf = (name: string | null) => columns.findIndex((column) => column.name === name);
  const people = personal.people.map(indexOf).filter((at) => at >= 0);
  const at = indexOf(personal.at);
  const ids = new Set<string>();
  for (const row of rows) {
    for (const index of people) {
      const id = row[index];
      if (typeof id === 'string') ids.add(id);
    }
  }
  const erased = await listErased(db, [...ids]);
  if (erased.size === 0) return rows;
  const isGone = (row: Row) =>
    people.some((index) => {
      const until = erased.get(String(row[index]));
      const said = row[at];
      return until !== undefined && (typeof said !== 'string' || Date.parse(said) <= until.getTime());
    });
  return rows.filter((row) => !isGone(row));
}

/** Somebody was erased while the run had their rows in hand: they go from what was just written. */
export async function forgetErased(
  { datasets }: Pick<ReportsDeps, 'datasets'>,
  db: WorkspaceDb,
  datasetId: string,
  personal: Personal | undefined,
  startedAt: Date,
): Promise<void> {
  if (!personal || personal.people.length === 0) return;
  if (!(await wasAnybodyErased(db, new Date(startedAt.getTime() - BACK_MS)))) return;
  const { columns } = await datasets.get(db, datasetId);
  const people = personal.people.filter((name) => columns.some((column) => column.name === name));
  const all = people.map((name) => `select ${quoteName(name)}::varchar as id from input`).join(' union ');
  for (let offset = 0; all !== ''; offset += PAGE) {
    const { rows } = await datasets.query(db, {
      reader: 'system',
      sql: `select id from (${all}) where id is not null order by id limit ${PAGE} offset ${offset}`,
      tables: { input: { datasetId } },
      rows: PAGE,
      timeoutMs: 120_000,
    });
    const erased = await listErased(
      db,
      rows.map(([id]) => String(id)),
    );
    for (const [xUserId, until] of erased) {
      await datasets.expungeFrom(db, datasetId, personal, { kind: 'person', xUserId, until });
    }
    if (rows.length < PAGE) return;
  }
}
