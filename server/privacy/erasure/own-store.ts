import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import type { Subject } from './subject.ts';
import { writtenBy } from './table-store.ts';

export interface MediaRow {
  readonly id: string;
  readonly blob_key: string | null;
}

const mediaOf = (db: WorkspaceDb, subject: Subject) => sql`
  m.workspace_id = ${db.workspaceId} and (m.conversation_id = any(${[...subject.conversationIds]}::text[])
    or m.id = any(array(select unnest(d.media_ids) from draft d
      where d.workspace_id = ${db.workspaceId} and d.conversation_id = any(${[...subject.conversationIds]}::text[])))
    or m.message_id = any(array(select w.id from message w
      where w.workspace_id = ${db.workspaceId} and w.conversation_id = any(${[...subject.groupIds]}::text[])
        and ${writtenBy('w', subject)})))`;

/** Some files of the person's threads and of drafts in them. */
export function listMedia(
  db: WorkspaceDb,
  subject: Subject,
  after: string,
  limit: number,
): Promise<MediaRow[]> {
  return db.rows(sql<MediaRow>`
    select m.id, m.blob_key from media m where ${mediaOf(db, subject)} and m.id > ${after} order by m.id limit ${limit}`);
}

/** The rows as JSON, with where their bytes are. */
export function readMedia(
  db: WorkspaceDb,
  subject: Subject,
  after: string,
  limit: number,
): Promise<{ id: string; blob_key: string | null; content_type: string | null; row: unknown }[]> {
  return db.rows(sql`
    select m.id, m.blob_key, m.content_type, to_jsonb(m) - 'blob_key' - 'x_url' as row from media m
    where ${mediaOf(db, subject)} and m.id > ${after} order by m.id limit ${limit}`);
}

export async function countMedia(db: WorkspaceDb, subject: Subject): Promise<number> {
  const { count } = await db.row(sql<{ count: number }>`
    select count(*)::int as count from media m where ${mediaOf(db, subject)}`);
  return count;
}

export async function deleteMedia(tx: WorkspaceTx, ids: readonly string[]): Promise<void> {
  await tx.execute(sql`
    delete from media where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::text[])`);
}

export interface DeliveryPlace {
  readonly partition: number;
  readonly seq: string;
}

/**
 * The next raw bodies that the projector has taken in, and whether an X id (a person's, a message's) stands in them. Every body is
 * looked into: there is no index over bytes, and there are 30 days of them.
 */
export function scanDeliveries(
  db: WorkspaceDb,
  xId: string,
  after: DeliveryPlace,
  limit: number,
): Promise<(DeliveryPlace & { readonly id: string; readonly hit: boolean })[]> {
  return db.rows(sql`
    select d.partition, d.seq, d.id, position(convert_to(${xId}::text, 'UTF8') in d.body) > 0 as hit
    from delivery d
    join log_cursor c on c.workspace_id = d.workspace_id and c.source = 'delivery' and c.consumer = 'projector'
      and c.partition = d.partition and d.seq <= c.seq
    where d.workspace_id = ${db.workspaceId} and (d.partition, d.seq) > (${after.partition}, ${after.seq})
    order by d.partition, d.seq limit ${limit}`);
}

/** True while a body that names the person waits to be taken in. */
export async function hasWaitingDelivery(db: WorkspaceDb, xUserId: string): Promise<boolean> {
  const { waiting } = await db.row(sql<{ waiting: boolean }>`
    select exists (
      select 1 from delivery d
      left join log_cursor c on c.workspace_id = d.workspace_id and c.source = 'delivery' and c.consumer = 'projector'
        and c.partition = d.partition
      where d.workspace_id = ${db.workspaceId} and d.seq > coalesce(c.seq, 0)
        and position(convert_to(${xUserId}::text, 'UTF8') in d.body) > 0) as waiting`);
  return waiting;
}

/** From now on the X id belongs to nobody known: who writes again is a new customer. */
export async function detachXUser(tx: WorkspaceTx, customerId: string): Promise<void> {
  await tx.execute(sql`
    update customer set x_user_id = -x_user_id
    where workspace_id = ${tx.workspaceId} and id = ${customerId} and x_user_id > 0`);
}

/** Conversations of the person with a work item that is not closed. */
export async function listOpenConversations(db: WorkspaceDb, subject: Subject): Promise<string[]> {
  const rows = await db.rows(sql<{ conversation_id: string }>`
    select conversation_id from work_item
    where workspace_id = ${db.workspaceId} and state <> 'closed'
      and conversation_id = any(${[...subject.conversationIds]}::text[])`);
  return rows.map((row) => row.conversation_id);
}

/** Locks the threads until the transaction ends: nothing is added to them. */
export async function lockThreads(tx: WorkspaceTx, subject: Subject): Promise<void> {
  await tx.rows(sql`
    select id from conversation where workspace_id = ${tx.workspaceId}
      and id = any(${[...subject.conversationIds, ...subject.groupIds]}::text[]) order by id for update`);
}

export async function deleteThreads(tx: WorkspaceTx, subject: Subject): Promise<number> {
  return tx.execute(sql`
    delete from conversation where workspace_id = ${tx.workspaceId}
      and id = any(${[...subject.conversationIds]}::text[])`);
}

/** The customer's row; where the contact goes too, nobody stays linked to it. */
export async function deleteCustomer(tx: WorkspaceTx, { customerId, contactId }: Subject): Promise<number> {
  if (contactId !== null) {
    await tx.execute(sql`
      update customer set contact_id = null, contact_linked_by = null
      where workspace_id = ${tx.workspaceId} and contact_id = ${contactId}`);
  }
  return tx.execute(sql`delete from customer where workspace_id = ${tx.workspaceId} and id = ${customerId}`);
}

/** The customer and the threads as JSON, for an export. */
export async function readPerson(
  db: WorkspaceDb,
  subject: Subject,
): Promise<{ customer: unknown; conversations: unknown[] }> {
  const { customer } = await db.row(sql<{ customer: unknown }>`
    select to_jsonb(c) as customer from customer c
    where c.workspace_id = ${db.workspaceId} and c.id = ${subject.customerId}`);
  const rows = await db.rows(sql<{ row: unknown }>`
    select to_jsonb(c) as row from conversation c
    where c.workspace_id = ${db.workspaceId} and c.id = any(${[...subject.conversationIds]}::text[]) order by c.id`);
  return { customer, conversations: rows.map(({ row }) => row) };
}

/** Bodies that the person's X id stands in, as text. */
export function readDeliveries(
  db: WorkspaceDb,
  ids: readonly string[],
): Promise<{ id: string; received_at: Date; transport: string; body: Buffer }[]> {
  return db.rows(sql`
    select id, received_at, transport, body from delivery
    where workspace_id = ${db.workspaceId} and id = any(${[...ids]}::text[]) order by id`);
}
