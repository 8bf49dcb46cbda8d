import type { RawBuilder } from 'kysely';
import { sql, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';

/** A row as the database gives it out. */
export type Row = Readonly<Record<string, unknown>>;

/** A table of the set-up whose rows go into the file column by column. */
export interface Table {
  readonly name: string;
  /** The columns that are moved. */
  readonly columns: readonly string[];
  /** What tells rows apart within a workspace. */
  readonly key: readonly string[];
  /** Which rows, of `t`; the others belong to people. */
  readonly only?: RawBuilder<unknown>;
  /** Names for lists and references, of `t`. */
  readonly label: RawBuilder<unknown>;
  /** The order in the file, of `t`. */
  readonly order?: RawBuilder<unknown>;
  /** Times that the table keeps. */
  readonly times: readonly ('created_at' | 'updated_at')[];
  /** Counts changes: whoever edits at the same time is told. */
  readonly raises?: 'version';
}

const MOST = 2_000;

export interface Stored {
  readonly label: string;
  readonly key: Row;
  readonly row: Row;
}

/** The rows that go into a file, at most 2,000. */
export async function listRows(db: WorkspaceDb, table: Table): Promise<Stored[]> {
  const picked = (names: readonly string[]) =>
    sql`jsonb_build_object(${sql.join(names.flatMap((name) => [sql.lit(name), sql.ref(`t.${name}`)]))})`;
  return db.rows(sql<Stored>`
    select ${table.label} as label, ${picked(table.key)} as key, ${picked(table.columns)} as row
    from ${sql.table(table.name)} t
    where t.workspace_id = ${db.workspaceId} ${table.only ? sql`and ${table.only}` : sql``}
    order by ${table.order ?? sql`lower(${table.label})`} limit ${MOST}`);
}

/** Adds a row; values are read as their columns' types. */
export async function insertRow(tx: WorkspaceTx, table: Table, values: Row, now: Date): Promise<void> {
  const given: Row = { ...values, workspace_id: tx.workspaceId, ...timesOf(table, now) };
  const names = sql.join(Object.keys(given).map((name) => sql.ref(name)));
  await tx.execute(sql`
    insert into ${sql.table(table.name)} (${names})
    select ${names} from jsonb_populate_record(null::${sql.table(table.name)}, ${JSON.stringify(given)}::jsonb)`);
}

/** Changes the row with this key. */
export async function updateRow(
  tx: WorkspaceTx,
  table: Table,
  key: Row,
  values: Row,
  now: Date,
): Promise<void> {
  const given: Row = {
    ...values,
    ...(table.times.includes('updated_at') && { updated_at: now.toISOString() }),
  };
  const names = Object.keys(given);
  const sets = sql.join([
    ...names.map((name) => sql`${sql.ref(name)} = ${sql.ref(`n.${name}`)}`),
    ...(table.raises ? [sql`version = t.version + 1`] : []),
  ]);
  const same = sql.join(
    table.key.map((name) => sql`${sql.ref(`t.${name}`)} = ${sql.ref(`k.${name}`)}`),
    sql` and `,
  );
  await tx.execute(sql`
    update ${sql.table(table.name)} t set ${sets}
    from jsonb_populate_record(null::${sql.table(table.name)}, ${JSON.stringify(given)}::jsonb) n,
      jsonb_populate_record(null::${sql.table(table.name)}, ${JSON.stringify(key)}::jsonb) k
    where t.workspace_id = ${tx.workspaceId} and ${same}`);
}

function timesOf(table: Table, now: Date): Row {
  return Object.fromEntries(table.times.map((name) => [name, now.toISOString()]));
}

/** Whoever masks reads the rules anew. */
export async function raiseMasking(tx: WorkspaceTx, now: Date): Promise<void> {
  await tx.execute(sql`
    update masking_setup set version = version + 1, updated_at = ${now} where workspace_id = ${tx.workspaceId}`);
}

/** Handles that are in use. */
export function listHandleNames(db: WorkspaceDb): Promise<{ id: string; name: string }[]> {
  return db.rows(sql<{ id: string; name: string }>`
    select id, name from handle where workspace_id = ${db.workspaceId} and deleted_at is null
    order by lower(name), id limit ${MOST}`);
}
