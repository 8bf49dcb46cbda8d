import { type Db, sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import type { ContactRow } from './store.ts';

/** Ids of what a merge moved. */
export interface MovedLinks {
  readonly customers: readonly string[];
  readonly cases: readonly string[];
  readonly companies: readonly string[];
  readonly notes: readonly string[];
}

export interface MergeRecord {
  readonly id: string;
  readonly keptId: string;
  readonly goneId: string;
  /** The kept contact before and after. */
  readonly before: ContactRow;
  readonly after: ContactRow;
  readonly gone: ContactRow;
  readonly moved: MovedLinks;
  readonly byId: string | null;
  readonly at: Date;
  readonly dueAt: Date;
}

type Row = Omit<MergeRecord, 'before' | 'after' | 'gone'> & {
  readonly before: StoredContact;
  readonly after: StoredContact;
  readonly gone: StoredContact;
};
/** In jsonb times are text. */
type StoredContact = Omit<ContactRow, 'createdAt' | 'updatedAt'> & {
  readonly createdAt: string;
  readonly updatedAt: string;
};

const columns = sql`id, kept_id as "keptId", gone_id as "goneId", before, after, gone, moved, by_id as "byId", at,
  due_at as "dueAt"`;

export async function insertMerge(tx: WorkspaceTx, merge: MergeRecord): Promise<void> {
  await tx.execute(sql`
    insert into contact_merge (workspace_id, id, kept_id, gone_id, before, after, gone, moved, by_id, at, due_at)
    values (${tx.workspaceId}, ${merge.id}, ${merge.keptId}, ${merge.goneId}, ${JSON.stringify(merge.before)}::jsonb,
      ${JSON.stringify(merge.after)}::jsonb, ${JSON.stringify(merge.gone)}::jsonb,
      ${JSON.stringify(merge.moved)}::jsonb, ${merge.byId}, ${merge.at}, ${merge.dueAt})`);
}

/** Locks a merge until the transaction ends. */
export async function lockMerge(tx: WorkspaceTx, id: string): Promise<MergeRecord | undefined> {
  const row = await tx.findRow(sql<Row>`
    select ${columns} from contact_merge where workspace_id = ${tx.workspaceId} and id = ${id} for update`);
  return row && toRecord(row);
}

export async function deleteMerge(tx: WorkspaceTx, id: string): Promise<void> {
  await tx.execute(sql`delete from contact_merge where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

/** Merges into a contact that can still be taken back, newest first; at most 20. */
export async function listMerges(db: WorkspaceDb, keptId: string, now: Date): Promise<MergeRecord[]> {
  const rows = await db.rows(sql<Row>`
    select ${columns} from contact_merge
    where workspace_id = ${db.workspaceId} and kept_id = ${keptId} and due_at > ${now}
    order by at desc limit 20`);
  return rows.map(toRecord);
}

/** Forgets what can no longer be taken back, of all workspaces. Answers true when there is more. */
export async function forgetMerges(db: Db, now: Date): Promise<boolean> {
  const most = 500;
  const count = await db.execute(sql`
    delete from contact_merge where (workspace_id, id) in (
      select workspace_id, id from contact_merge where due_at <= ${now} order by due_at limit ${most})`);
  return count === most;
}

function toRecord(row: Row): MergeRecord {
  return { ...row, before: toContact(row.before), after: toContact(row.after), gone: toContact(row.gone) };
}

function toContact(stored: StoredContact): ContactRow {
  return { ...stored, createdAt: new Date(stored.createdAt), updatedAt: new Date(stored.updatedAt) };
}
