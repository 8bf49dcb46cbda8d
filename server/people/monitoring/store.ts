import { createHash } from 'node:crypto';
import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';

export interface NoticeRecord {
  readonly text: string;
  readonly hash: string;
  readonly updatedAt: Date;
}

/** The notice in force. */
export async function findNotice(db: WorkspaceDb): Promise<NoticeRecord | undefined> {
  const row = await db.findRow(sql<{ text: string; hash: string; updated_at: Date }>`
    select w.text, n.hash, n.updated_at from monitoring_notice n
    join wording w on w.workspace_id = n.workspace_id and w.hash = n.hash
    where n.workspace_id = ${db.workspaceId}`);
  return row && { text: row.text, hash: row.hash, updatedAt: row.updated_at };
}

/** Puts a notice in force; its wording is kept for good. */
export async function saveNotice(tx: WorkspaceTx, text: string, at: Date): Promise<NoticeRecord> {
  const hash = createHash('sha256').update(text).digest('hex');
  await tx.execute(sql`
    insert into wording (workspace_id, hash, text, first_at) values (${tx.workspaceId}, ${hash}, ${text}, ${at})
    on conflict do nothing`);
  await tx.execute(sql`
    insert into monitoring_notice (workspace_id, hash, updated_at) values (${tx.workspaceId}, ${hash}, ${at})
    on conflict (workspace_id) do update set hash = excluded.hash, updated_at = excluded.updated_at`);
  return { text, hash, updatedAt: at };
}

export async function removeNotice(tx: WorkspaceTx): Promise<void> {
  await tx.execute(sql`delete from monitoring_notice where workspace_id = ${tx.workspaceId}`);
}

/** @returns false when this wording was accepted before. */
export async function insertAcceptance(
  tx: WorkspaceTx,
  memberId: string,
  hash: string,
  at: Date,
): Promise<boolean> {
  const inserted = await tx.execute(sql`
    insert into monitoring_acceptance (workspace_id, member_id, hash, at)
    values (${tx.workspaceId}, ${memberId}, ${hash}, ${at}) on conflict do nothing`);
  return inserted === 1;
}

export async function findAcceptance(
  db: WorkspaceDb,
  memberId: string,
  hash: string,
): Promise<Date | undefined> {
  const row = await db.findRow(sql<{ at: Date }>`
    select at from monitoring_acceptance
    where workspace_id = ${db.workspaceId} and member_id = ${memberId} and hash = ${hash}`);
  return row?.at;
}

export interface AcceptanceRow {
  readonly member_id: string;
  readonly name: string;
  readonly at: Date;
  readonly current: boolean;
  readonly text: string;
}

/** Newest first, at most 500. */
export function listAcceptances(db: WorkspaceDb): Promise<AcceptanceRow[]> {
  return db.rows(sql<AcceptanceRow>`
    select a.member_id, m.name, a.at, w.text,
      exists (select 1 from monitoring_notice n
        where n.workspace_id = a.workspace_id and n.hash = a.hash) as current
    from monitoring_acceptance a
    join member m on m.workspace_id = a.workspace_id and m.id = a.member_id
    join wording w on w.workspace_id = a.workspace_id and w.hash = a.hash
    where a.workspace_id = ${db.workspaceId} order by a.at desc, a.member_id limit 500`);
}
