import { sql, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';
import {
  type Conversation,
  conversationColumns,
  type ConversationRow,
  toConversation,
} from '../conversations/index.ts';

/** Whom a thread connects and what its account can do now. */
export interface ThreadFacts {
  readonly customerXUserId: string;
  /** X's id of the group that the thread is. */
  readonly groupId: string | null;
  /** Our account is no longer in the group. */
  readonly hasLeft: boolean;
  readonly lastInboundAt: Date | null;
  readonly handleEnabled: boolean;
  readonly filesFromAgents: boolean;
  readonly accountId: string;
  readonly accountStatus: 'active' | 'reconnect' | 'revoked' | 'removed';
  readonly accountXUserId: string | null;
  readonly username: string | null;
  readonly authKind: 'oauth1' | 'oauth2' | 'app';
  readonly appId: string;
  readonly v1Dm: 'unknown' | 'enabled' | 'refused';
}

interface Row {
  customer_x_user_id: string;
  group_id: string | null;
  has_left: boolean;
  last_inbound_at: Date | null;
  handle_enabled: boolean;
  files_from_agents: boolean;
  account_id: string;
  status: ThreadFacts['accountStatus'];
  x_user_id: string | null;
  username: string | null;
  auth_kind: ThreadFacts['authKind'];
  app_id: string;
  v1_dm: ThreadFacts['v1Dm'];
}

const facts = sql`u.x_user_id as customer_x_user_id, case when c.kind = 'group' then c.x_conversation_id end as group_id,
  c.left_at is not null as has_left, c.last_inbound_at, h.enabled and h.deleted_at is null as handle_enabled,
  h.files_from_agents, c.account_id, a.status, a.x_user_id, a.username, a.auth_kind, a.app_id, x.v1_dm`;

function toFacts(row: Row): ThreadFacts {
  return {
    customerXUserId: row.customer_x_user_id,
    groupId: row.group_id,
    hasLeft: row.has_left,
    lastInboundAt: row.last_inbound_at,
    handleEnabled: row.handle_enabled,
    filesFromAgents: row.files_from_agents,
    accountId: row.account_id,
    accountStatus: row.status,
    accountXUserId: row.x_user_id,
    username: row.username,
    authKind: row.auth_kind,
    appId: row.app_id,
    v1Dm: row.v1_dm,
  };
}

/** One look at everything that decides whether and how a message of this thread can be sent. */
export async function findThreadFacts(
  db: WorkspaceDb,
  conversationId: string,
): Promise<ThreadFacts | undefined> {
  const row = await db.findRow(sql<Row>`
    select ${facts}
    from conversation c
    join customer u on u.workspace_id = c.workspace_id and u.id = c.customer_id
    join handle h on h.workspace_id = c.workspace_id and h.id = c.handle_id
    join account a on a.workspace_id = c.workspace_id and a.id = c.account_id
    join x_app x on x.workspace_id = c.workspace_id and x.id = a.app_id
    where c.workspace_id = ${db.workspaceId} and c.id = ${conversationId}`);
  return row && toFacts(row);
}

/** A thread that is locked until the transaction ends, with what decides about a new message in it. */
export interface LockedThread {
  readonly conversation: Conversation;
  /** Undefined: something that it hangs on is gone. */
  readonly facts: ThreadFacts | undefined;
  readonly handleName: string | null;
  /** Somebody who would read a message wants none that nobody asked for: in a group, whoever is in it. */
  readonly isAnyOptedOut: boolean;
  /** The newest that came from them was that wish: it asks for no answer. */
  readonly optedOutLast: boolean;
}

type LockedRow = ConversationRow &
  Row & {
    all_there: boolean;
    handle_name: string | null;
    any_opted_out: boolean;
    opted_out_last: boolean;
  };

/** Locks threads in the order of their ids, as everybody does; by id, those that are there. */
export async function lockThreads(
  tx: WorkspaceTx,
  ids: readonly string[],
): Promise<Map<string, LockedThread>> {
  const rows = await tx.rows(sql<LockedRow>`
    select ${conversationColumns}, a.id is not null and h.id is not null and u.id is not null and x.id is not null as all_there,
      h.name as handle_name, case when c.kind = 'group' then exists (
        select 1 from participant p join customer o on o.workspace_id = p.workspace_id and o.id = p.customer_id
        where p.workspace_id = c.workspace_id and p.conversation_id = c.id and p.left_at is null
          and o.opted_out_at is not null)
      else u.opted_out_at is not null end as any_opted_out, case when c.kind = 'group' then exists (
        select 1 from participant p join customer o on o.workspace_id = p.workspace_id and o.id = p.customer_id
        where p.workspace_id = c.workspace_id and p.conversation_id = c.id and p.left_at is null
          and o.opted_out_at = c.last_inbound_at)
      else coalesce(u.opted_out_at = c.last_inbound_at, false) end as opted_out_last, ${facts}
    from conversation c
    left join customer u on u.workspace_id = c.workspace_id and u.id = c.customer_id
    left join handle h on h.workspace_id = c.workspace_id and h.id = c.handle_id
    left join account a on a.workspace_id = c.workspace_id and a.id = c.account_id
    left join x_app x on x.workspace_id = c.workspace_id and x.id = a.app_id
    where c.workspace_id = ${tx.workspaceId} and c.id = any(${[...ids]}::text[])
    order by c.id for update of c`);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        conversation: toConversation(row),
        facts: row.all_there ? toFacts(row) : undefined,
        handleName: row.handle_name,
        isAnyOptedOut: row.any_opted_out,
        optedOutLast: row.opted_out_last,
      },
    ]),
  );
}

/** X's id of the customer's newest message in a thread. */
export async function findNewestInbound(
  db: WorkspaceDb,
  conversationId: string,
): Promise<string | undefined> {
  const row = await db.findRow(sql<{ x_event_id: string }>`
    select x_event_id from message
    where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId} and direction = 'in'
      and x_event_id is not null
    order by position desc limit 1`);
  return row?.x_event_id;
}

/** Remembers what X said about the app's v1.1 direct messages. */
export async function setV1Dm(db: WorkspaceDb, appId: string, v1Dm: 'enabled' | 'refused'): Promise<void> {
  await db.execute(sql`
    update x_app set v1_dm = ${v1Dm} where workspace_id = ${db.workspaceId} and id = ${appId} and v1_dm <> ${v1Dm}`);
}
