import type { InboxView, Priority } from '../../contract/api/index.ts';
import type { RawBuilder } from 'kysely';
import { sql, type WorkspaceDb } from '../base/index.ts';
import { seenBy } from './visibility/store.ts';

/** One row of the inbox as the database gives it. */
export interface InboxRecord {
  readonly conversation_id: string;
  readonly preview: string;
  readonly withheld: boolean;
  readonly preview_direction: 'in' | 'out' | 'none';
  readonly last_at: Date;
  readonly last_position: string;
  readonly unread: boolean;
  readonly trouble: 'failed' | 'uncertain' | null;
  readonly customer_id: string;
  readonly x_user_id: string;
  readonly customer_username: string | null;
  readonly customer_name: string | null;
  readonly customer_avatar_url: string | null;
  readonly customer_verified: boolean;
  readonly handle_id: string;
  readonly handle_name: string;
  readonly handle_username: string | null;
  readonly handle_avatar_url: string | null;
  readonly work_item_id: string | null;
  readonly work_item_last_at: Date | null;
}

export interface InboxFilter {
  readonly view: InboxView;
  readonly handleId?: string;
  readonly tag?: string;
  readonly priority?: Priority;
  readonly unread?: boolean;
  /** For a member who sees only some: those. */
  readonly onlySeen?: boolean;
  readonly after?: { readonly at: Date; readonly id: string };
  readonly limit: number;
}

/** Unread ones are looked for among this many of a view's newest: the filter has no index of its own. */
const UNREAD_WINDOW = 5_000;

const workItemColumns = sql`w.id as work_item_id, w.last_at as work_item_last_at`;

/** Something of the customer stands behind the reader's mark. A range of the thread's own index. */
const unread = sql`(coalesce(r.marked_unread, false) or exists (
  select 1 from message m
  where m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.position > coalesce(r.position, 0)
    and m.direction = 'in'))`;

/** What a customer wrote who has not agreed to be read is shown in no list either. */
const withheld = sql`(c.consent in ('waiting', 'refused'))`;
const preview = sql`case when ${withheld} and c.last_direction = 'in' then '' else c.last_preview end`;

const conversationColumns = sql`
  c.id as conversation_id, ${preview} as preview, ${withheld} as withheld, c.last_direction as preview_direction, c.last_at,
  c.last_position, t.state as trouble,
  ${unread} as unread,
  cu.id as customer_id, cu.x_user_id, cu.username as customer_username, cu.name as customer_name,
  cu.avatar_url as customer_avatar_url, coalesce((cu.profile->>'verified')::boolean, false) as customer_verified,
  h.id as handle_id, h.name as handle_name, a.username as handle_username, a.avatar_url as handle_avatar_url`;

/** Everything a row shows beside its work item: each by primary key or a one-row index walk. */
const conversationJoins = (workspaceId: string, memberId: string | null) => sql`
  join customer cu on cu.workspace_id = ${workspaceId} and cu.id = c.customer_id
  join handle h on h.workspace_id = ${workspaceId} and h.id = c.handle_id
  join account a on a.workspace_id = ${workspaceId} and a.id = h.account_id
  left join read_mark r on r.workspace_id = ${workspaceId} and r.member_id = ${memberId} and r.conversation_id = c.id
  left join lateral (
    select case when m.state in ('failed', 'uncertain') then m.state end as state
    from message m
    where m.workspace_id = ${workspaceId} and m.conversation_id = c.id and m.direction = 'out' and m.kind = 'message'
    order by m.position desc limit 1
  ) t on true`;

/** A page of a view, newest activity first, by the view's own partial index. */
export function listInbox(
  db: WorkspaceDb,
  memberId: string | null,
  filter: InboxFilter,
): Promise<InboxRecord[]> {
  const conditions = [viewCondition(filter.view, memberId)];
  if (filter.onlySeen) conditions.push(seenBy(db.workspaceId, memberId));
  if (filter.handleId) conditions.push(sql`w.handle_id = ${filter.handleId}`);
  if (filter.tag) conditions.push(sql`w.tags @> array[${filter.tag}]::text[]`);
  if (filter.priority) conditions.push(sql`w.priority = ${filter.priority}`);
  if (filter.after) conditions.push(sql`(w.last_at, w.id) < (${filter.after.at}, ${filter.after.id})`);
  const onlyUnread = filter.unread ? sql`where ${unread}` : sql``;
  return db.rows(sql<InboxRecord>`
    select ${conversationColumns}, ${workItemColumns}
    from (
      select w.* from work_item w
      where w.workspace_id = ${db.workspaceId} and ${sql.join(conditions, sql` and `)}
      order by w.last_at desc, w.id desc
      limit ${filter.unread ? UNREAD_WINDOW : filter.limit}
    ) w
    join conversation c on c.workspace_id = ${db.workspaceId} and c.id = w.conversation_id
    ${conversationJoins(db.workspaceId, memberId)}
    ${onlyUnread}
    order by w.last_at desc, w.id desc
    limit ${filter.limit}`);
}

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

/** How many conversations each view holds; counting stops at 1,000, unread ones are looked for among one's newest 1,000. */
export async function countInbox(
  db: WorkspaceDb,
  memberId: string | null,
  onlySeen = false,
): Promise<{ mine: number; unassigned: number; all: number; snoozed: number; mine_unread: number }> {
  const seen = onlySeen ? sql` and ${seenBy(db.workspaceId, memberId)}` : sql``;
  const upTo = (condition: RawBuilder<unknown>) => sql`(
    select count(*)::int from (
      select 1 from work_item w where w.workspace_id = ${db.workspaceId} and ${condition}${seen} limit 1000) counted)`;
  return await db.row(sql<{
    mine: number;
    unassigned: number;
    all: number;
    snoozed: number;
    mine_unread: number;
  }>`
    select ${upTo(viewCondition('mine', memberId))} as mine,
      ${upTo(viewCondition('unassigned', memberId))} as unassigned,
      ${upTo(viewCondition('all', memberId))} as all,
      ${upTo(viewCondition('snoozed', memberId))} as snoozed,
      (select count(*)::int from (
        select 1 from (
          select w.conversation_id from work_item w
          where w.workspace_id = ${db.workspaceId} and ${viewCondition('mine', memberId)}
          order by w.last_at desc, w.id desc limit 1000) w
        join conversation c on c.workspace_id = ${db.workspaceId} and c.id = w.conversation_id
        left join read_mark r on r.workspace_id = ${db.workspaceId} and r.member_id = ${memberId} and r.conversation_id = c.id
        where ${unread}) counted) as mine_unread`);
}

/** The same words as the partial indexes of `work_item`, so that each view is one index walk. */
function viewCondition(view: InboxView, memberId: string | null): RawBuilder<unknown> {
  switch (view) {
    case 'mine':
      return sql`w.state <> 'closed' and w.snoozed_until is null and w.assignee_id = ${memberId}`;
    case 'unassigned':
      return sql`w.state <> 'closed' and w.assignee_id is null and w.snoozed_until is null`;
    case 'all':
      return sql`w.state <> 'closed' and w.snoozed_until is null`;
    case 'snoozed':
      return sql`w.state <> 'closed' and w.snoozed_until is not null`;
    case 'closed':
      return sql`w.state = 'closed'`;
  }
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
