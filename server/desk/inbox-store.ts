import { sql, type WorkspaceDb } from '../base/index.ts';
import { LOOP_TURNS, UNANSWERED } from '../conversations/index.ts';

/** One row of the inbox as the database gives it. */
export interface InboxRecord {
  readonly conversation_id: string;
  readonly preview: string;
  readonly withheld: boolean;
  readonly preview_direction: 'in' | 'out' | 'none';
  readonly last_at: Date;
  readonly last_position: string;
  readonly unread: boolean;
  readonly unread_count: number;
  readonly offer_expires_at: Date | null;
  readonly trouble: 'failed' | 'uncertain' | null;
  readonly customer_id: string;
  readonly x_user_id: string;
  readonly customer_username: string | null;
  readonly customer_name: string | null;
  readonly customer_avatar_url: string | null;
  readonly customer_verified: boolean;
  readonly group_name: string | null;
  /** null: not a group. */
  readonly group_members: number | null;
  readonly group_names: string[] | null;
  readonly handle_id: string;
  readonly handle_name: string;
  readonly handle_username: string | null;
  readonly handle_avatar_url: string | null;
  readonly work_item_id: string | null;
  readonly program: string | null;
  readonly stopped: boolean;
}

export const workItemColumns = sql`
  w.id as work_item_id, (
    select s.expires_at from session s
    where s.workspace_id = w.workspace_id and s.agent_id = w.offered_to and s.state = 'offered' and s.work_item_id = w.id
    limit 1) as offer_expires_at`;

/** Something of the customer stands behind the reader's mark. A range of the thread's own index. */
export const unread = sql`(coalesce(r.marked_unread, false) or exists (
  select 1 from message m
  where m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.position > coalesce(r.position, 0)
    and m.direction = 'in'))`;

/** How many stand behind the mark, counted to 10. */
const unreadCount = sql`(select count(*)::int from (
  select 1 from message m
  where m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.position > coalesce(r.position, 0)
    and m.direction = 'in' limit 10) behind)`;

/** What a customer wrote who has not agreed to be read is shown in no list either. */
const withheld = sql`(c.consent in ('waiting', 'refused'))`;
const preview = sql`case when ${withheld} and c.last_direction = 'in' then '' else c.last_preview end`;

/** Nobody but programs has written for too long. */
const programsStopped = sql`(c.program_run >= ${UNANSWERED} or c.program_turns >= ${LOOP_TURNS})`;

export const conversationColumns = sql`
  c.id as conversation_id, ${preview} as preview, ${withheld} as withheld, c.last_direction as preview_direction, c.last_at,
  c.last_position, t.state as trouble,
  ${unread} as unread, ${unreadCount} as unread_count,
  cu.id as customer_id, cu.x_user_id, cu.username as customer_username, cu.name as customer_name,
  cu.avatar_url as customer_avatar_url, coalesce((cu.profile->>'verified')::boolean, false) as customer_verified,
  c.name as group_name, g.members as group_members, g.names as group_names,
  pc.program, coalesce(pc.stopped, false) and ${programsStopped} as stopped,
  h.id as handle_id, h.name as handle_name, a.username as handle_username, a.avatar_url as handle_avatar_url`;

/** Everything a row shows beside its work item: each by primary key or a one-row index walk. */
export const conversationJoins = (workspaceId: string, memberId: string | null) => sql`
  join customer cu on cu.workspace_id = ${workspaceId} and cu.id = c.customer_id
  join handle h on h.workspace_id = ${workspaceId} and h.id = c.handle_id
  join account a on a.workspace_id = ${workspaceId} and a.id = h.account_id
  left join read_mark r on r.workspace_id = ${workspaceId} and r.member_id = ${memberId} and r.conversation_id = c.id
  left join lateral (
    select case when m.state in ('failed', 'uncertain') then m.state end as state
    from message m
    where m.workspace_id = ${workspaceId} and m.conversation_id = c.id and m.direction = 'out' and m.kind = 'message'
      and m.state <> 'kept'
    order by m.position desc limit 1
  ) t on true
  left join lateral (
    select s.name as program, ct.stopped_at is not null as stopped
    from messaging_control ct
    left join messaging_switchboard_integration s
      on s.workspace_id = ${workspaceId} and s.id = ct.held_by and ct.held_at is not null
    where ct.workspace_id = ${workspaceId} and ct.conversation_id = c.id
  ) pc on true
  left join lateral (
    select count(*)::int as members,
      (array_agg(coalesce(nullif(trim(i.name), ''), '@' || i.username, '') order by p.joined_at, i.id))[1:4] as names
    from participant p
    join customer i on i.workspace_id = ${workspaceId} and i.id = p.customer_id
    where p.workspace_id = ${workspaceId} and p.conversation_id = c.id and p.left_at is null
  ) g on c.kind = 'group'`;

/** The rows of these conversations with their open work item, else the newest closed one. */
export function listInboxRows(
  db: WorkspaceDb,
  memberId: string | null,
  ids: readonly string[],
): Promise<InboxRecord[]> {
  return db.rows(sql<InboxRecord>`
    select ${conversationColumns}, ${workItemColumns}
    from conversation c
    left join lateral (
      select * from work_item w
      where w.workspace_id = ${db.workspaceId} and w.conversation_id = c.id
      order by (w.state <> 'closed') desc, w.opened_at desc limit 1
    ) w on true
    ${conversationJoins(db.workspaceId, memberId)}
    where c.workspace_id = ${db.workspaceId} and c.id = any(${[...ids]}::text[])`);
}

/** Conversations that programs have, the newest message first, with their newest work item. */
export function listWithPrograms(
  db: WorkspaceDb,
  memberId: string | null,
  {
    after,
    limit,
  }: { readonly after?: { readonly at: Date; readonly id: string } | undefined; readonly limit: number },
): Promise<(InboxRecord & { readonly sort_at: Date; readonly stretch: number })[]> {
  const behind = after ? sql`(held_at, conversation_id) < (${after.at}, ${after.id})` : sql`true`;
  return db.rows(sql<InboxRecord & { sort_at: Date; stretch: number }>`
    select ${conversationColumns}, ${workItemColumns}, held.held_at as sort_at, 0 as stretch
    from (
      select conversation_id, held_at from messaging_control
      where workspace_id = ${db.workspaceId} and held_at is not null and ${behind}
      order by held_at desc, conversation_id desc limit ${limit}) held
    join conversation c on c.workspace_id = ${db.workspaceId} and c.id = held.conversation_id
    left join lateral (
      select * from work_item w
      where w.workspace_id = ${db.workspaceId} and w.conversation_id = c.id
      order by (w.state <> 'closed') desc, w.opened_at desc limit 1
    ) w on true
    ${conversationJoins(db.workspaceId, memberId)}
    order by held.held_at desc, held.conversation_id desc`);
}

/** Tags in use, most used first, counted over the newest 5,000 work items. */
export async function listTags(db: WorkspaceDb): Promise<string[]> {
  const rows = await db.rows(sql<{ tag: string }>`
    select tag from (
      select unnest(tags) as tag from (
        select tags from work_item
        where workspace_id = ${db.workspaceId} and tags <> '{}' order by id desc limit 5000) newest) used
    group by tag order by count(*) desc, tag limit 200`);
  return rows.map((row) => row.tag);
}
