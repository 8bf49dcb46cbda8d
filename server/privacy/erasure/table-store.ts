import type { RawBuilder } from 'kysely';
import type { Eraser, Owner } from '../../../contract/personal-data.ts';
import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import type { Subject } from './subject.ts';

export interface Removed {
  /** Keys of the rows, in order. */
  readonly keys: readonly string[];
}

/** Columns of the primary key; undefined for a table that this database does not have. */
export async function findKeyColumns(db: WorkspaceDb, table: string): Promise<string[] | undefined> {
  const rows = await db.rows(sql<{ name: string }>`
    select a.attname as name from pg_index i
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
    where i.indrelid = to_regclass(${table}) and i.indisprimary
    order by array_position(i.indkey::int[], a.attnum::int)`);
  return rows.length === 0 ? undefined : rows.map((row) => row.name);
}

type Rows = Extract<Eraser, { readonly by: Owner }>;

/** How many rows of a table are the person's. */
export async function countRows(
  db: WorkspaceDb,
  table: string,
  rule: Rows,
  subject: Subject,
): Promise<number> {
  const { count } = await db.row(sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(table)} t
    where t.workspace_id = ${db.workspaceId} and ${belongs(db, rule, subject)}`);
  return count;
}

/** Some of the person's rows as JSON, in the order of their keys. */
export async function readRows(
  db: WorkspaceDb,
  table: string,
  rule: Rows,
  subject: Subject,
  page: { readonly keyColumns: readonly string[]; readonly offset: number; readonly limit: number },
): Promise<unknown[]> {
  const rows = await db.rows(sql<{ row: unknown }>`
    select to_jsonb(t) as row from ${sql.table(table)} t
    where t.workspace_id = ${db.workspaceId} and ${belongs(db, rule, subject)}
    order by ${sql.join(page.keyColumns.map((name) => sql.ref(`t.${name}`)))}
    limit ${page.limit} offset ${page.offset}`);
  return rows.map(({ row }) => row);
}

/** Deletes some of the person's rows. */
export function deleteRows(
  tx: WorkspaceTx,
  table: string,
  rule: Rows,
  subject: Subject,
  batch: { readonly keyColumns: readonly string[]; readonly limit: number },
): Promise<Removed> {
  return removed(
    tx,
    sql`delete from ${sql.table(table)} t where t.ctid = any(array(
      select t.ctid from ${sql.table(table)} t
      where t.workspace_id = ${tx.workspaceId} and ${belongs(tx, rule, subject)} limit ${batch.limit}))`,
    batch.keyColumns,
  );
}

/** Empties columns of all the person's rows. */
export function clearRows(
  tx: WorkspaceTx,
  table: string,
  rule: Rows & { readonly clear: readonly string[] },
  subject: Subject,
  keyColumns: readonly string[],
): Promise<Removed> {
  const columns = sql.join(rule.clear.map((name) => sql`${sql.ref(name)} = default`));
  return removed(
    tx,
    sql`update ${sql.table(table)} t set ${columns}
      where t.workspace_id = ${tx.workspaceId} and ${belongs(tx, rule, subject)}`,
    keyColumns,
  );
}

async function removed(
  tx: WorkspaceTx,
  statement: RawBuilder<unknown>,
  keyColumns: readonly string[],
): Promise<Removed> {
  const key = sql.join(
    keyColumns.map((name) => sql`t.${sql.ref(name)}::text`),
    sql`, `,
  );
  const rows = await tx.rows(sql<{ key: string }>`
    with gone as (${statement} returning concat_ws('/', ${key}) as key) select key from gone order by key`);
  return { keys: rows.map((row) => row.key) };
}

function belongs(db: WorkspaceDb, rule: Rows, subject: Subject): RawBuilder<unknown> {
  const place = sql.ref(`t.${rule.column}`);
  const { by } = rule;
  const inGroups = 'inGroups' in rule ? rule.inGroups : undefined;
  const conversations =
    inGroups === 'all' ? [...subject.conversationIds, ...subject.groupIds] : [...subject.conversationIds];
  const ofConversations = (table: string) => sql`${place} in (
    select o.id from ${sql.table(table)} o
    where o.workspace_id = ${db.workspaceId} and o.conversation_id = any(${conversations}::text[]))`;
  switch (by) {
    case 'customer':
      return sql`${place} = ${subject.customerId}`;
    case 'x_user':
      return sql`${place} = ${subject.xUserId}::bigint`;
    case 'contact':
      return sql`${place} = ${subject.contactId}`;
    case 'conversation': {
      const whole = sql`${place} = any(${conversations}::text[])`;
      if (inGroups === undefined || inGroups === 'all' || subject.groupIds.length === 0) return whole;
      const groups = sql`${[...subject.groupIds]}::text[]`;
      if (inGroups === 'written')
        return sql`(${whole} or (${place} = any(${groups}) and ${writtenBy('t', subject)}))`;
      return sql`(${whole} or (${place} = any(${groups}) and t.message_id in (
        select w.id from message w where w.workspace_id = ${db.workspaceId}
          and w.conversation_id = any(${groups}) and ${writtenBy('w', subject)})))`;
    }
    case 'message':
    case 'work_item':
    case 'session':
      return ofConversations(by);
  }
}

/** Entries that the person wrote. */
export function writtenBy(alias: string, subject: Pick<Subject, 'customerId'>): RawBuilder<unknown> {
  return sql`${sql.ref(`${alias}.author_kind`)} = 'customer' and ${sql.ref(`${alias}.author_id`)} = ${subject.customerId}`;
}
