import { newId, sql, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';
import type { Conversation, ConversationId } from './types.ts';

export interface ConversationRow {
  id: string;
  customer_id: string;
  handle_id: string;
  account_id: string;
  x_conversation_id: string | null;
  kind: string;
  name: string | null;
  left_at: Date | null;
  last_position: string;
  last_at: Date;
  last_preview: string;
  last_direction: string;
  last_inbound_at: Date | null;
  customer_read_position: string;
  created_at: Date;
  program_run: number;
  program_turns: number;
  program_last: string | null;
}

const NAMES = [
  'id',
  'customer_id',
  'handle_id',
  'account_id',
  'x_conversation_id',
  'kind',
  'name',
  'left_at',
  'last_position',
  'last_at',
  'last_preview',
  'last_direction',
  'last_inbound_at',
  'customer_read_position',
  'created_at',
  'program_run',
  'program_turns',
  'program_last',
] as const;
const columns = sql.join(NAMES.map((name) => sql.ref(name)));

/** The columns of a conversation where its table is called `c`, for statements that join others. */
export const conversationColumns = sql.join(NAMES.map((name) => sql.ref(`c.${name}`)));

export function toConversation(row: ConversationRow): Conversation {
  // The id columns hold nothing but ids made by newId; last_direction is written from the same union.
  return {
    id: row.id as ConversationId,
    customerId: row.customer_id as Conversation['customerId'],
    handleId: row.handle_id as Conversation['handleId'],
    accountId: row.account_id as Conversation['accountId'],
    xConversationId: row.x_conversation_id,
    groupId: row.kind === 'group' ? row.x_conversation_id : null,
    name: row.name,
    leftAt: row.left_at,
    lastPosition: row.last_position,
    lastAt: row.last_at,
    lastPreview: row.last_preview,
    lastDirection: row.last_direction as Conversation['lastDirection'],
    lastInboundAt: row.last_inbound_at,
    customerReadPosition: row.customer_read_position,
    programs: { run: row.program_run, turns: row.program_turns, last: row.program_last },
    createdAt: row.created_at,
  };
}

export interface WantedConversation {
  readonly handleId: string;
  readonly accountId: string;
  readonly customerId: string;
  /** X's own id of the thread, where an event tells it. */
  readonly xConversationId?: string;
  /** X's id of the group that it is; `customerId` is then only whoever stands for it when it is new. */
  readonly groupId?: string;
}

/** Adds the threads that are not there yet, and answers them: nobody else sees them before the commit. */
export async function insertConversations(
  tx: WorkspaceTx,
  wanted: readonly WantedConversation[],
  now: Date,
): Promise<Conversation[]> {
  const rows = await tx.rows(sql<ConversationRow>`
    insert into conversation
      (workspace_id, id, customer_id, handle_id, account_id, x_conversation_id, kind, last_at, created_at)
    select ${tx.workspaceId}, t.id, t.customer_id, t.handle_id, t.account_id, t.x_conversation_id, t.kind, ${now}, ${now}
    from unnest(
      ${wanted.map(() => newId())}::text[],
      ${wanted.map((one) => one.customerId)}::text[],
      ${wanted.map((one) => one.handleId)}::text[],
      ${wanted.map((one) => one.accountId)}::text[],
      ${wanted.map((one) => one.groupId ?? one.xConversationId ?? null)}::text[],
      ${wanted.map((one) => (one.groupId === undefined ? 'one' : 'group'))}::text[]
    ) as t(id, customer_id, handle_id, account_id, x_conversation_id, kind)
    on conflict do nothing
    returning ${columns}`);
  return rows.map(toConversation);
}

/** Locks these threads, in the order of their ids so that two transactions cannot wait for each other. */
export async function lockConversationsOf(
  tx: WorkspaceTx,
  wanted: readonly WantedConversation[],
): Promise<Conversation[]> {
  const groups = wanted.filter((one) => one.groupId !== undefined);
  const pairs = groups.length === 0 ? wanted : wanted.filter((one) => one.groupId === undefined);
  const ofPairs = sql`kind = 'one' and (handle_id, customer_id) in (
    select * from unnest(
      ${pairs.map((one) => one.handleId)}::text[],
      ${pairs.map((one) => one.customerId)}::text[]))`;
  // One statement for both kinds: what is locked together is locked in one order.
  const which =
    groups.length === 0
      ? ofPairs
      : sql`id in (
          select id from conversation where workspace_id = ${tx.workspaceId} and ${ofPairs}
          union all
          select id from conversation
          where workspace_id = ${tx.workspaceId} and kind = 'group' and (handle_id, x_conversation_id) in (
            select * from unnest(
              ${groups.map((one) => one.handleId)}::text[],
              ${groups.map((one) => one.groupId ?? '')}::text[])))`;
  const rows = await tx.rows(sql<ConversationRow>`
    select ${columns} from conversation
    where workspace_id = ${tx.workspaceId} and ${which} order by id for update`);
  return rows.map(toConversation);
}

export async function findLockedConversation(tx: WorkspaceTx, id: string): Promise<Conversation | undefined> {
  const row = await tx.findRow(sql<ConversationRow>`
    select ${columns} from conversation where workspace_id = ${tx.workspaceId} and id = ${id} for update`);
  return row && toConversation(row);
}

/** Locks conversations until the transaction ends, in the order of their ids as everybody does; those that are there. */
export async function lockConversations(tx: WorkspaceTx, ids: readonly string[]): Promise<Conversation[]> {
  const rows = await tx.rows(sql<ConversationRow>`
    select ${columns} from conversation
    where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::text[]) order by id for update`);
  return rows.map(toConversation);
}

/** Conversations by id, without a lock; those that do not exist are left out. */
export async function listConversations(db: WorkspaceDb, ids: readonly string[]): Promise<Conversation[]> {
  const rows = await db.rows(sql<ConversationRow>`
    select ${columns} from conversation where workspace_id = ${db.workspaceId} and id = any(${[...ids]}::text[])`);
  return rows.map(toConversation);
}

export async function listConversationsOfCustomer(
  db: WorkspaceDb,
  customerId: string,
): Promise<Conversation[]> {
  const rows = await db.rows(sql<ConversationRow>`
    select ${columns} from conversation
    where workspace_id = ${db.workspaceId} and (
      customer_id = ${customerId} or id in (
        select conversation_id from participant
        where workspace_id = ${db.workspaceId} and customer_id = ${customerId}))
    order by last_at desc limit 100`);
  return rows.map(toConversation);
}

/** Threads of these customers with an account, without a lock: for typing, which changes nothing. */
export async function findConversationWith(
  db: WorkspaceDb,
  accountId: string,
  xUserId: string,
): Promise<Conversation | undefined> {
  const row = await db.findRow(sql<ConversationRow>`
    select ${columns} from conversation
    where workspace_id = ${db.workspaceId} and account_id = ${accountId} and kind = 'one'
      and customer_id = (select id from customer where workspace_id = ${db.workspaceId} and x_user_id = ${xUserId})
    order by created_at desc limit 1`);
  return row && toConversation(row);
}

/** What the list shows of threads whose end has moved. */
export async function updateEnds(tx: WorkspaceTx, conversations: readonly Conversation[]): Promise<void> {
  await tx.execute(endsUpdate(tx, conversations));
}

/** The statement that writes it, also as a part of another one. */
export function endsUpdate(tx: WorkspaceTx, conversations: readonly Conversation[]) {
  return sql`
    update conversation c set
      last_position = t.last_position, last_at = t.last_at, last_preview = t.last_preview,
      last_direction = t.last_direction, last_inbound_at = t.last_inbound_at,
      program_run = t.program_run, program_turns = t.program_turns, program_last = t.program_last,
      x_conversation_id = coalesce(t.x_conversation_id, c.x_conversation_id)
    from unnest(
      ${conversations.map((one) => one.id)}::text[],
      ${conversations.map((one) => one.lastPosition)}::bigint[],
      ${conversations.map((one) => one.lastAt)}::timestamptz[],
      ${conversations.map((one) => one.lastPreview)}::text[],
      ${conversations.map((one) => one.lastDirection)}::text[],
      ${conversations.map((one) => one.lastInboundAt)}::timestamptz[],
      ${conversations.map((one) => one.xConversationId)}::text[],
      ${conversations.map((one) => one.programs.run)}::int[],
      ${conversations.map((one) => one.programs.turns)}::int[],
      ${conversations.map((one) => one.programs.last)}::text[]
    ) as t(id, last_position, last_at, last_preview, last_direction, last_inbound_at, x_conversation_id,
      program_run, program_turns, program_last)
    where c.workspace_id = ${tx.workspaceId} and c.id = t.id`;
}

/** Moves the customer's read mark forward; false when it was there already. */
export async function raiseCustomerRead(
  tx: WorkspaceTx,
  conversationId: string,
  position: string,
): Promise<boolean> {
  const changed = await tx.execute(sql`
    update conversation set customer_read_position = ${position}
    where workspace_id = ${tx.workspaceId} and id = ${conversationId} and customer_read_position < ${position}`);
  return changed > 0;
}
