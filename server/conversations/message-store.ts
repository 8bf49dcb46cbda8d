import { sql, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';
import type { EntryContent } from '../../contract/api/index.ts';
import { endsUpdate } from './conversation-store.ts';
import type { Conversation, ConversationId, Failure, Message, MessageId } from './types.ts';

export interface MessageRow {
  id: string;
  conversation_id: string;
  position: string;
  account_id: string;
  kind: string;
  direction: string;
  author_kind: string;
  author_id: string | null;
  text: string;
  content: EntryContent;
  x_event_id: string | null;
  at: Date;
  state: string;
  not_before: Date | null;
  sends_at: Date | null;
  send_priority: number;
  failure: Failure | null;
  idempotency_key: string | null;
  deleted_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

export const messageColumns = sql`id, conversation_id, position, account_id, kind, direction, author_kind, author_id, text,
  content, x_event_id, at, state, not_before, sends_at, send_priority, failure, idempotency_key, deleted_at,
  created_at, updated_at`;

export function toMessage(row: MessageRow): Message {
  // The columns are checked by the table, or hold ids made by newId: the unions and brands are what was written.
  return {
    id: row.id as MessageId,
    conversationId: row.conversation_id as ConversationId,
    position: row.position,
    accountId: row.account_id as Message['accountId'],
    kind: row.kind as Message['kind'],
    direction: row.direction as Message['direction'],
    authorKind: row.author_kind as Message['authorKind'],
    authorId: row.author_id,
    text: row.text,
    content: row.content,
    xEventId: row.x_event_id,
    at: row.at,
    state: row.state as Message['state'],
    notBefore: row.not_before,
    sendsAt: row.sends_at,
    sendPriority: row.send_priority,
    failure: row.failure,
    idempotencyKey: row.idempotency_key,
    deletedAt: row.deleted_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/**
 * Inserts entries; answers the ids of those that went in. Left out: X events that the account already has, an
 * idempotency key that was used, a position that is taken.
 */
export async function insertMessages(tx: WorkspaceTx, messages: readonly Message[]): Promise<Set<string>> {
  const rows = await tx.rows(sql<{ id: string }>`${insertion(tx, messages)} returning id`);
  return new Set(rows.map((row) => row.id));
}

/** The same, with the new ends of the threads that they stand in: one statement, since each costs a turn. */
export async function insertAtEnds(
  tx: WorkspaceTx,
  messages: readonly Message[],
  conversations: readonly Conversation[],
): Promise<Set<string>> {
  const rows = await tx.rows(sql<{ id: string }>`
    with entered as (${insertion(tx, messages)} returning id),
      ended as (${endsUpdate(tx, conversations)})
    select id from entered`);
  return new Set(rows.map((row) => row.id));
}

function insertion(tx: WorkspaceTx, messages: readonly Message[]) {
  return sql`
    insert into message (workspace_id, conversation_id, id, position, account_id, kind, direction, author_kind,
      author_id, text, content, x_event_id, at, state, not_before, send_priority, idempotency_key, created_at, updated_at)
    select ${tx.workspaceId}, t.conversation_id, t.id, t.position, t.account_id, t.kind, t.direction, t.author_kind,
      t.author_id, t.text, t.content::jsonb, t.x_event_id, t.at, t.state, t.not_before, t.send_priority,
      t.idempotency_key, t.created_at, t.created_at
    from unnest(
      ${messages.map((one) => one.conversationId)}::text[],
      ${messages.map((one) => one.id)}::text[],
      ${messages.map((one) => one.position)}::bigint[],
      ${messages.map((one) => one.accountId)}::text[],
      ${messages.map((one) => one.kind)}::text[],
      ${messages.map((one) => one.direction)}::text[],
      ${messages.map((one) => one.authorKind)}::text[],
      ${messages.map((one) => one.authorId)}::text[],
      ${messages.map((one) => one.text)}::text[],
      ${messages.map((one) => JSON.stringify(one.content))}::text[],
      ${messages.map((one) => one.xEventId)}::bigint[],
      ${messages.map((one) => one.at)}::timestamptz[],
      ${messages.map((one) => one.state)}::text[],
      ${messages.map((one) => one.notBefore)}::timestamptz[],
      ${messages.map((one) => one.sendPriority)}::int[],
      ${messages.map((one) => one.idempotencyKey)}::text[],
      ${messages.map((one) => one.createdAt)}::timestamptz[]
    ) as t(conversation_id, id, position, account_id, kind, direction, author_kind, author_id, text, content,
      x_event_id, at, state, not_before, send_priority, idempotency_key, created_at)
    on conflict do nothing`;
}

/** The entry with this id, or nothing. */
export async function findMessage(db: WorkspaceDb, id: string): Promise<Message | undefined> {
  return (await listMessages(db, [id]))[0];
}

/** Entries by id, in no order; those that do not exist are left out. */
export async function listMessages(db: WorkspaceDb, ids: readonly string[]): Promise<Message[]> {
  const rows = await db.rows(sql<MessageRow>`
    select ${messageColumns} from message where workspace_id = ${db.workspaceId} and id = any(${[...ids]}::text[])`);
  return rows.map(toMessage);
}

/** What these keys of these threads made, in no order. */
export async function listByIdempotencyKeys(
  db: WorkspaceDb,
  keys: readonly { readonly conversationId: string; readonly idempotencyKey: string }[],
): Promise<Message[]> {
  const rows = await db.rows(sql<MessageRow>`
    select ${messageColumns} from message
    where workspace_id = ${db.workspaceId} and (conversation_id, idempotency_key) in (
      select * from unnest(
        ${keys.map((one) => one.conversationId)}::text[],
        ${keys.map((one) => one.idempotencyKey)}::text[]))`);
  return rows.map(toMessage);
}

export async function findByIdempotencyKey(
  db: WorkspaceDb,
  conversationId: string,
  key: string,
): Promise<Message | undefined> {
  const row = await db.findRow(sql<MessageRow>`
    select ${messageColumns} from message
    where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId} and idempotency_key = ${key}`);
  return row && toMessage(row);
}

/** Entries that the account has of these X events. */
export async function listByXEventIds(
  db: WorkspaceDb,
  accountId: string,
  xEventIds: readonly string[],
): Promise<Message[]> {
  const rows = await db.rows(sql<MessageRow>`
    select ${messageColumns} from message
    where workspace_id = ${db.workspaceId} and account_id = ${accountId} and x_event_id = any(${[...xEventIds]}::bigint[])`);
  return rows.map(toMessage);
}

/** The newest X event known in the thread: what happened since lies behind it. */
export async function findNewestXEventId(
  db: WorkspaceDb,
  conversationId: string,
): Promise<string | undefined> {
  const row = await db.findRow(sql<{ x_event_id: string }>`
    select x_event_id from message
    where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId} and x_event_id is not null
    order by position desc limit 1`);
  return row?.x_event_id;
}

/** The newest message that stands: neither a note nor a line, not taken back, and not for colleagues alone. */
export async function findNewestMessage(
  db: WorkspaceDb,
  conversationId: string,
): Promise<Message | undefined> {
  const row = await db.findRow(sql<MessageRow>`
    select ${messageColumns} from message
    where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId}
      and kind in ('message', 'encrypted') and state not in ('canceled', 'kept')
    order by position desc limit 1`);
  return row && toMessage(row);
}

export interface MessageChange {
  readonly state?: Message['state'];
  /** null takes it away. */
  readonly failure?: Failure | null;
  readonly text?: string;
  readonly content?: EntryContent;
  readonly xEventId?: string | null;
  readonly position?: string;
  readonly at?: Date;
  readonly notBefore?: Date | null;
  readonly sendsAt?: Date | null;
  readonly deletedAt?: Date | null;
}

/** Writes what is given; nothing when the entry is not there, or its state is none of `from`. */
export async function updateMessage(
  tx: WorkspaceTx,
  id: string,
  change: MessageChange,
  now: Date,
  from?: readonly Message['state'][],
): Promise<Message | undefined> {
  const sets = [sql`updated_at = ${now}`];
  if (change.state !== undefined) sets.push(sql`state = ${change.state}`);
  if (change.failure !== undefined) {
    sets.push(sql`failure = ${change.failure === null ? null : JSON.stringify(change.failure)}::jsonb`);
  }
  if (change.text !== undefined) sets.push(sql`text = ${change.text}`);
  if (change.content !== undefined) sets.push(sql`content = ${JSON.stringify(change.content)}::jsonb`);
  if (change.xEventId !== undefined) sets.push(sql`x_event_id = ${change.xEventId}`);
  if (change.position !== undefined) sets.push(sql`position = ${change.position}`);
  if (change.at !== undefined) sets.push(sql`at = ${change.at}`);
  if (change.notBefore !== undefined) sets.push(sql`not_before = ${change.notBefore}`);
  if (change.sendsAt !== undefined) sets.push(sql`sends_at = ${change.sendsAt}`);
  if (change.deletedAt !== undefined) sets.push(sql`deleted_at = ${change.deletedAt}`);
  const guard = from ? sql`and state = any(${[...from]}::text[])` : sql``;
  const row = await tx.findRow(sql<MessageRow>`
    update message set ${sql.join(sets)}
    where workspace_id = ${tx.workspaceId} and id = ${id} ${guard}
    returning ${messageColumns}`);
  return row && toMessage(row);
}

/** True when an entry stands at this position. */
export async function isPositionTaken(
  db: WorkspaceDb,
  conversationId: string,
  position: string,
): Promise<boolean> {
  const row = await db.findRow(sql<{ id: string }>`
    select id from message
    where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId} and position = ${position}`);
  return row !== undefined;
}

/** Takes an entry away altogether: only for one that turned out to be another one of ours. */
export async function deleteMessage(tx: WorkspaceTx, id: string): Promise<void> {
  await tx.execute(sql`delete from message where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

/** Which end of a thread entries are read from. */
export type PlaceOfEntries =
  | { readonly after: string }
  | { readonly before: string }
  | { readonly newest: true };

/**
 * Up to `limit` entries behind (`after`) or in front of (`before`) a position, in the order of the thread.
 * @param only which of them, in SQL that begins with `and`.
 */
export async function listEntries(
  db: WorkspaceDb,
  conversationId: string,
  where: PlaceOfEntries,
  limit: number,
  only = sql``,
): Promise<Message[]> {
  const forward = 'after' in where;
  const bound =
    'after' in where
      ? sql`and position > ${where.after}`
      : 'before' in where
        ? sql`and position < ${where.before}`
        : sql``;
  const rows = await db.rows(sql<MessageRow>`
    select ${messageColumns} from message
    where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId} ${only} ${bound}
    order by position ${forward ? sql`asc` : sql`desc`} limit ${limit}`);
  const messages = rows.map(toMessage);
  return forward ? messages : messages.toReversed();
}

/** Choices that a message offered the customer. */
export interface Offer {
  readonly messageId: string;
  readonly choices: NonNullable<EntryContent['quickReplies']>;
}

/**
 * The newest offers of each thread, newest first, by conversation id. One that is on its way counts: its answer may be
 * quicker than X's word that it arrived.
 */
export async function listLastOffers(
  db: WorkspaceDb,
  conversationIds: readonly string[],
  most: number,
): Promise<Map<string, Offer[]>> {
  const rows = await db.rows(sql<{ id: string; message_id: string; choices: Offer['choices'] }>`
    select t.id, last.message_id, last.choices
    from unnest(${[...conversationIds]}::text[]) as t(id)
    cross join lateral (
      select m.id as message_id, m.position, m.content -> 'quickReplies' as choices from message m
      where m.workspace_id = ${db.workspaceId} and m.conversation_id = t.id and m.direction = 'out'
        and m.content ? 'quickReplies' and m.kind = 'message' and m.state in ('sent', 'sending', 'uncertain')
      order by m.position desc limit ${most}) last
    order by last.position desc`);
  const offers = new Map<string, Offer[]>();
  for (const { id, message_id: messageId, choices } of rows) {
    const known = offers.get(id) ?? [];
    offers.set(id, [...known, { messageId, choices }]);
  }
  return offers;
}
