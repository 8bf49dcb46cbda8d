import { newId, sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import type { InMail } from './types.ts';

const columns = sql`id, seq::text as seq, key, mail_id as "mailId", conversation_id as "conversationId",
  from_address as "fromAddress", from_name as "fromName", subject, original, taken, state, reason,
  received_at as "receivedAt"`;

/** Records a mail; false when it was here before. */
export async function insertIn(
  tx: WorkspaceTx,
  mail: Omit<InMail, 'id' | 'seq' | 'receivedAt'>,
  now: Date,
): Promise<boolean> {
  const inserted = await tx.execute(sql`
    insert into mail_in (workspace_id, id, key, mail_id, conversation_id, from_address, from_name, subject, original,
      taken, state, reason, received_at)
    values (${tx.workspaceId}, ${newId()}, ${mail.key}, ${mail.mailId}, ${mail.conversationId}, ${mail.fromAddress},
      ${mail.fromName}, ${mail.subject}, ${mail.original}, ${mail.taken}, ${mail.state}, ${mail.reason}, ${now})
    on conflict (workspace_id, key, conversation_id) do nothing`);
  return inserted > 0;
}

export async function wasHere(db: WorkspaceDb, key: string, conversationId: string): Promise<boolean> {
  const row = await db.findRow(sql`
    select 1 from mail_in where workspace_id = ${db.workspaceId} and key = ${key} and conversation_id = ${conversationId}`);
  return row !== undefined;
}

/** Mails of a conversation since a moment, by what was done with them. */
export async function countSince(
  db: WorkspaceDb,
  conversationId: string,
  since: Date,
): Promise<{ readonly taken: number; readonly refused: number }> {
  return db.row(sql<{ taken: number; refused: number }>`
    select count(*) filter (where state = 'taken')::int as taken, count(*) filter (where state = 'refused')::int as refused
    from mail_in
    where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId} and received_at >= ${since}`);
}

export async function findIn(db: WorkspaceDb, id: string): Promise<InMail | undefined> {
  return db.findRow(sql<InMail>`
    select ${columns} from mail_in where workspace_id = ${db.workspaceId} and id = ${id}`);
}

/** The mail from which a message was made. */
export async function findInByKey(
  db: WorkspaceDb,
  key: string,
  conversationId: string,
): Promise<InMail | undefined> {
  return db.findRow(sql<InMail>`
    select ${columns} from mail_in
    where workspace_id = ${db.workspaceId} and key = ${key} and conversation_id = ${conversationId}`);
}

export async function listIn(
  db: WorkspaceDb,
  filter: { readonly state?: string | undefined; readonly before?: string | undefined },
  limit: number,
): Promise<InMail[]> {
  return db.rows(sql<InMail>`
    select ${columns} from mail_in
    where workspace_id = ${db.workspaceId} and seq < ${filter.before ?? '9223372036854775807'}
      and (${filter.state ?? null}::text is null or state = ${filter.state ?? null})
    order by mail_in.seq desc limit ${limit}`);
}
