import { sql, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import type { MetadataValues } from '../users/user.ts';

/** What programs keep of a conversation. `kind` null: of a thread of X. */
export interface KeptConversation {
  readonly id: string;
  readonly kind: 'personal' | 'sdkGroup' | null;
  readonly displayName: string | null;
  readonly description: string | null;
  readonly iconUrl: string | null;
  readonly metadata: MetadataValues;
  readonly businessReadAt: Date | null;
  readonly lastAt: Date | null;
  readonly createdAt: Date;
}

/** Somebody in a conversation that only programs know. */
export interface KeptParticipant {
  readonly id: string;
  readonly conversationId: string;
  readonly userId: string;
  readonly unread: number;
  readonly readAt: Date | null;
}

interface ConversationRow {
  id: string;
  kind: 'personal' | 'sdkGroup' | null;
  display_name: string | null;
  description: string | null;
  icon_url: string | null;
  metadata: MetadataValues;
  business_read_at: Date | null;
  last_at: Date | null;
  created_at: Date;
}

const columns = sql`id, kind, display_name, description, icon_url, metadata, business_read_at, last_at, created_at`;

function toConversation(row: ConversationRow): KeptConversation {
  return {
    id: row.id,
    kind: row.kind,
    displayName: row.display_name,
    description: row.description,
    iconUrl: row.icon_url,
    metadata: row.metadata,
    businessReadAt: row.business_read_at,
    lastAt: row.last_at,
    createdAt: row.created_at,
  };
}

export async function listKept(db: WorkspaceDb, ids: readonly string[]): Promise<KeptConversation[]> {
  const rows = await db.rows(sql<ConversationRow>`
    select ${columns} from messaging_conversation
    where workspace_id = ${db.workspaceId} and id = any(${[...ids]}::text[])`);
  return rows.map(toConversation);
}

/** Conversations of this user that only programs know, newest first. */
export async function listKeptOfUser(db: WorkspaceDb, userId: string): Promise<KeptConversation[]> {
  const rows = await db.rows(sql<ConversationRow>`
    select ${columns} from messaging_conversation
    where workspace_id = ${db.workspaceId} and kind is not null and id in (
      select conversation_id from messaging_participant where workspace_id = ${db.workspaceId} and user_id = ${userId})
    order by id desc limit 500`);
  return rows.map(toConversation);
}

export async function insertConversation(tx: WorkspaceTx, kept: KeptConversation): Promise<void> {
  await tx.execute(sql`
    insert into messaging_conversation (workspace_id, id, kind, display_name, description, icon_url, metadata, last_at, created_at)
    values (${tx.workspaceId}, ${kept.id}, ${kept.kind}, ${kept.displayName}, ${kept.description}, ${kept.iconUrl},
      ${JSON.stringify(kept.metadata)}::jsonb, ${kept.lastAt}, ${kept.createdAt})`);
}

export interface ConversationChange {
  readonly displayName?: string | null;
  readonly description?: string | null;
  readonly iconUrl?: string | null;
  /** Laid over what is there; null takes a key away. */
  readonly metadata?: Readonly<Record<string, string | number | boolean | null>>;
  readonly businessReadAt?: Date;
  readonly lastAt?: Date;
}

/** Lays the change over what is kept; a thread of X is kept from now on. */
export async function mergeConversation(
  tx: WorkspaceTx,
  id: string,
  change: ConversationChange,
  now: Date,
): Promise<KeptConversation> {
  const metadata = JSON.stringify(change.metadata ?? {});
  const sets = [sql`metadata = jsonb_strip_nulls(c.metadata || ${metadata}::jsonb)`];
  if (change.displayName !== undefined) sets.push(sql`display_name = ${change.displayName}`);
  if (change.description !== undefined) sets.push(sql`description = ${change.description}`);
  if (change.iconUrl !== undefined) sets.push(sql`icon_url = ${change.iconUrl}`);
  if (change.businessReadAt !== undefined) sets.push(sql`business_read_at = ${change.businessReadAt}`);
  if (change.lastAt !== undefined) sets.push(sql`last_at = ${change.lastAt}`);
  const row = await tx.row(sql<ConversationRow>`
    insert into messaging_conversation as c
      (workspace_id, id, display_name, description, icon_url, metadata, business_read_at, last_at, created_at)
    values (${tx.workspaceId}, ${id}, ${change.displayName ?? null}, ${change.description ?? null},
      ${change.iconUrl ?? null}, jsonb_strip_nulls(${metadata}::jsonb), ${change.businessReadAt ?? null},
      ${change.lastAt ?? null}, ${now})
    on conflict (workspace_id, id) do update set ${sql.join(sets)}
    returning ${columns}`);
  return toConversation(row);
}

/** Deletes a conversation that only programs know, with all that was said in it. */
export async function deleteConversation(tx: WorkspaceTx, id: string): Promise<void> {
  for (const table of ['messaging_message', 'messaging_participant'] as const) {
    await tx.execute(sql`
      delete from ${sql.table(table)} where workspace_id = ${tx.workspaceId} and conversation_id = ${id}`);
  }
  await tx.execute(sql`
    delete from messaging_conversation where workspace_id = ${tx.workspaceId} and id = ${id}`);
}

/** Locks a conversation that only programs know until the transaction ends. */
export async function lockKept(tx: WorkspaceTx, id: string): Promise<KeptConversation | undefined> {
  const row = await tx.findRow(sql<ConversationRow>`
    select ${columns} from messaging_conversation
    where workspace_id = ${tx.workspaceId} and id = ${id} and kind is not null for update`);
  return row && toConversation(row);
}

interface ParticipantRow {
  id: string;
  conversation_id: string;
  user_id: string;
  unread: number;
  read_at: Date | null;
}

export async function listKeptParticipants(
  db: WorkspaceDb,
  conversationId: string,
): Promise<KeptParticipant[]> {
  const rows = await db.rows(sql<ParticipantRow>`
    select id, conversation_id, user_id, unread, read_at from messaging_participant
    where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId} order by id limit 100`);
  return rows.map((row) => ({
    id: row.id,
    conversationId: row.conversation_id,
    userId: row.user_id,
    unread: row.unread,
    readAt: row.read_at,
  }));
}

/** With whom personal conversations that only programs know are, by conversation. */
export async function listPersonalUsers(
  db: WorkspaceDb,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db.rows(sql<{ conversation_id: string; user_id: string }>`
    select conversation_id, user_id from messaging_participant
    where workspace_id = ${db.workspaceId} and conversation_id = any(${[...ids]}::text[]) order by id desc`);
  return new Map(rows.map((row) => [row.conversation_id, row.user_id]));
}

/** Whoever is in it already stays who they are. */
export async function insertParticipant(
  tx: WorkspaceTx,
  participant: Pick<KeptParticipant, 'id' | 'conversationId' | 'userId'>,
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    insert into messaging_participant (workspace_id, conversation_id, id, user_id, created_at)
    values (${tx.workspaceId}, ${participant.conversationId}, ${participant.id}, ${participant.userId}, ${now})
    on conflict do nothing`);
}

export function deleteParticipant(tx: WorkspaceTx, conversationId: string, id: string): Promise<number> {
  return tx.execute(sql`
    delete from messaging_participant
    where workspace_id = ${tx.workspaceId} and conversation_id = ${conversationId} and id = ${id}`);
}

/** `by` wrote: the others have one more to read. Null: the business wrote. */
export async function raiseUnread(tx: WorkspaceTx, conversationId: string, by: string | null): Promise<void> {
  await tx.execute(sql`
    update messaging_participant set unread = unread + 1
    where workspace_id = ${tx.workspaceId} and conversation_id = ${conversationId} and user_id is distinct from ${by}`);
}

export async function markParticipantRead(
  tx: WorkspaceTx,
  conversationId: string,
  userId: string,
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    update messaging_participant set unread = 0, read_at = ${now}
    where workspace_id = ${tx.workspaceId} and conversation_id = ${conversationId} and user_id = ${userId}`);
}
