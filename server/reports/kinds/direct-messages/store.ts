import type { EntryContent } from '../../../../contract/api/index.ts';
import { sql, type WorkspaceDb } from '../../../base/index.ts';
import type { KnownPerson, Person } from '../../ports.ts';
import type { Direction } from './message.ts';

/** Figures end there: an estimate need not be exact to the message. */
const MOST_COUNTED = 1_000_000;

/** What the desk knows of these users of X, by their ids. */
export async function listPeople(
  db: WorkspaceDb,
  accountId: string,
  xUserIds: readonly string[],
): Promise<ReadonlyMap<string, KnownPerson>> {
  const rows = await db.rows(sql<{
    id: string;
    username: string | null;
    name: string | null;
    withheld: boolean;
  }>`
    select c.x_user_id::text as id, c.username, c.name, exists (
      select from conversation v
      where v.workspace_id = c.workspace_id and v.customer_id = c.id and v.account_id = ${accountId}
        and v.kind = 'one' and v.consent in ('waiting', 'refused')) as withheld
    from customer c
    where c.workspace_id = ${db.workspaceId} and c.x_user_id = any(${[...xUserIds]}::bigint[])`);
  return new Map(rows.map((row) => [row.id, { person: personOf(row), withheld: row.withheld }]));
}

export interface StoredMessage {
  readonly id: string;
  readonly at: Date;
  readonly text: string;
  readonly content: EntryContent;
  readonly isGroup: boolean;
  readonly withheld: boolean;
  /** X's id of the conversation, where X told it. */
  readonly xConversationId: string | null;
  /** Of a conversation of two: the other one. Of a group: who wrote, unless we did. */
  readonly customer: Person | undefined;
  readonly mediaKeys: readonly string[];
  readonly attachment: { readonly id: string; readonly kind: string; readonly stored: boolean } | undefined;
}

interface MessageRow {
  id: string;
  at: Date;
  text: string;
  content: EntryContent;
  is_group: boolean;
  withheld: boolean;
  x_conversation_id: string | null;
  customer_x_id: string | null;
  username: string | null;
  name: string | null;
  media_keys: string[] | null;
  media_id: string | null;
  media_kind: string | null;
  media_stored: boolean | null;
}

/**
 * What X and we said to each other on an account, newest first: by X's ids, whose order is that of time. Read along the
 * index `message_x`.
 */
export async function listStored(
  db: WorkspaceDb,
  asked: {
    readonly accountId: string;
    readonly direction: Direction;
    readonly before: string | undefined;
    /** X's first id of a moment. */
    readonly fromXId: string | undefined;
    readonly limit: number;
  },
): Promise<StoredMessage[]> {
  const { accountId, direction, before, fromXId, limit } = asked;
  const rows = await db.rows(sql<MessageRow>`
    with page as materialized (
      select conversation_id, id, x_event_id, at, text, content, author_kind, author_id from message
      where workspace_id = ${db.workspaceId} and account_id = ${accountId} and x_event_id is not null
        ${before === undefined ? sql`` : sql`and x_event_id < ${before}::bigint`}
        ${fromXId === undefined ? sql`` : sql`and x_event_id >= ${fromXId}::bigint`}
        and direction = ${direction === 'sent' ? 'out' : 'in'} and kind = 'message' and deleted_at is null
      order by x_event_id desc limit ${limit})
    select m.x_event_id::text as id, m.at, m.text, m.content, v.kind = 'group' as is_group,
      v.consent in ('waiting', 'refused') and ${direction === 'received'} as withheld, v.x_conversation_id,
      case when c.x_user_id > 0 then c.x_user_id::text end as customer_x_id, c.username, c.name,
      f.keys as media_keys, f.id as media_id, f.kind as media_kind, f.stored as media_stored
    from page m
    join conversation v on v.workspace_id = ${db.workspaceId} and v.id = m.conversation_id
    left join customer c on c.workspace_id = ${db.workspaceId} and c.id = case
      when v.kind = 'one' then v.customer_id when m.author_kind = 'customer' then m.author_id end
    left join lateral (
      select array_remove(array_agg(x_media_key order by id), null) as keys, min(id) as id, min(kind) as kind,
        bool_and(state = 'stored') as stored
      from media where workspace_id = ${db.workspaceId} and message_id = m.id) f on true
    order by m.x_event_id desc`);
  return rows.map(toStored);
}

/**
 * How many messages of both directions the desk has of an account, counted from the newest back to `fromXId`, or to the
 * message that is the `count`th of its direction. 0 where the account is no handle.
 */
export async function countStored(
  db: WorkspaceDb,
  accountId: string,
  fromXId: string,
  nth?: { readonly direction: Direction; readonly count: number },
): Promise<number> {
  const from = nth
    ? sql`coalesce((
        select x_event_id from message
        where workspace_id = ${db.workspaceId} and account_id = ${accountId} and x_event_id >= ${fromXId}::bigint
          and direction = ${nth.direction === 'sent' ? 'out' : 'in'} and kind = 'message' and deleted_at is null
        order by x_event_id desc offset ${nth.count - 1} limit 1), ${fromXId}::bigint)`
    : sql`${fromXId}::bigint`;
  const { count } = await db.row(sql<{ count: string }>`
    select count(*) as count from (
      select from message
      where workspace_id = ${db.workspaceId} and account_id = ${accountId} and x_event_id >= ${from}
      limit ${MOST_COUNTED}) as counted`);
  return Number(count);
}

function toStored(row: MessageRow): StoredMessage {
  return {
    id: row.id,
    at: row.at,
    text: row.text,
    content: row.content,
    isGroup: row.is_group,
    withheld: row.withheld,
    xConversationId: row.x_conversation_id,
    customer:
      row.customer_x_id === null
        ? undefined
        : personOf({ id: row.customer_x_id, username: row.username, name: row.name }),
    mediaKeys: row.media_keys ?? [],
    attachment:
      row.media_id === null || row.media_kind === null
        ? undefined
        : { id: row.media_id, kind: row.media_kind, stored: row.media_stored === true },
  };
}

function personOf(row: { id: string; username: string | null; name: string | null }): Person {
  return {
    id: row.id,
    ...(row.username !== null && { username: row.username }),
    ...(row.name !== null && { name: row.name }),
  };
}
