import type { RawBuilder } from 'kysely';
import type { InboxSort, InboxView, Priority } from '../../contract/api/index.ts';
import { sql, type WorkspaceDb } from '../base/index.ts';
import {
  conversationColumns,
  conversationJoins,
  type InboxRecord,
  unread,
  workItemColumns,
} from './inbox-store.ts';
import { type Stretch, stretchesOf, viewCondition } from './inbox-views.ts';

/** Where a page goes on: in which stretch of the order, behind which time and work item. */
export interface InboxPlace {
  readonly stretch: number;
  readonly at: Date;
  readonly id: string;
}

export type PlacedRecord = InboxRecord & { readonly sort_at: Date; readonly stretch: number };

export interface InboxFilter {
  readonly view: InboxView;
  readonly sort: InboxSort;
  readonly queueId?: string | undefined;
  readonly workStreamId?: string | undefined;
  readonly handleId?: string | undefined;
  readonly tag?: string | undefined;
  readonly priority?: Priority | undefined;
  readonly unread?: boolean | undefined;
  readonly after?: InboxPlace | undefined;
  readonly limit: number;
}

/** Whose list it is. */
export interface Reader {
  readonly memberId: string | null;
  /** Queues that the reader belongs to; for a program all of them. */
  readonly queueIds: readonly string[];
  /** May see work of other queues too. */
  readonly seesAll: boolean;
}

/** Unread ones are looked for among this many of a view's first: the filter has no index of its own. */
const UNREAD_WINDOW = 5_000;

/** A page of a view in its order: an index walk for each stretch that the page touches, as a rule one. */
export async function listInbox(
  db: WorkspaceDb,
  reader: Reader,
  filter: InboxFilter,
  now: Date,
): Promise<PlacedRecord[]> {
  const stretches = stretchesOf(filter.view, filter.sort);
  const queueIds = await queuesToWalk(db, reader, filter);
  const found: PlacedRecord[] = [];
  for (const [index, stretch] of stretches.entries()) {
    const first = filter.after?.stretch ?? 0;
    if (index < first || found.length >= filter.limit) continue;
    const after = index === first ? filter.after : undefined;
    const limit = filter.limit - found.length;
    const records = await walk(db, reader, { ...filter, after, limit }, stretch, queueIds, now);
    found.push(...records.map((record) => ({ ...record, stretch: index })));
  }
  return found;
}

function walk(
  db: WorkspaceDb,
  reader: Reader,
  filter: InboxFilter,
  { where, key, newestFirst }: Stretch,
  queueIds: readonly string[] | null,
  now: Date,
): Promise<(InboxRecord & { sort_at: Date })[]> {
  const conditions = [viewCondition(filter.view, reader.memberId, now), ...filterConditions(filter)];
  if (where) conditions.push(where);
  if (queueIds === null && !reader.seesAll && filter.view !== 'mine')
    conditions.push(seenBy(db.workspaceId, reader));
  const direction = newestFirst ? sql`desc` : sql`asc`;
  if (filter.after) {
    const { at, id } = filter.after;
    conditions.push(
      newestFirst ? sql`(${key}, w.id) < (${at}, ${id})` : sql`(${key}, w.id) > (${at}, ${id})`,
    );
  }
  const most = filter.unread ? UNREAD_WINDOW : filter.limit;
  const some = (which: RawBuilder<unknown>) => sql`
    select w.*, ${key} as sort_at from work_item w
    where w.workspace_id = ${db.workspaceId} and ${which} and ${sql.join(conditions, sql` and `)}
    order by ${key} ${direction}, w.id ${direction} limit ${most}`;
  const sources =
    queueIds === null
      ? [sql`(${some(sql`true`)})`]
      : [
          sql`(select each.* from unnest(${[...queueIds]}::text[]) as q(id),
            lateral (${some(sql`w.queue_id = q.id`)}) each)`,
        ];
  // What one has, is offered or is asked about is one's own to see, whatever its queue.
  if (queueIds !== null && filter.view !== 'unassigned' && !reader.seesAll && !filter.queueId) {
    const elsewhere = sql`w.queue_id <> all(${[...queueIds]}::text[])`;
    sources.push(
      sql`(${some(sql`w.id = any(${ownItems(db.workspaceId, reader.memberId)}) and ${elsewhere}`)})`,
    );
  }
  return db.rows(sql<InboxRecord & { sort_at: Date }>`
    select ${conversationColumns}, ${workItemColumns}, w.sort_at
    from (
      select * from (${sql.join(sources, sql` union all `)}) w
      order by w.sort_at ${direction}, w.id ${direction} limit ${most}
    ) w
    join conversation c on c.workspace_id = ${db.workspaceId} and c.id = w.conversation_id
    ${conversationJoins(db.workspaceId, reader.memberId)}
    ${filter.unread ? sql`where ${unread}` : sql``}
    order by w.sort_at ${direction}, w.id ${direction}
    limit ${filter.limit}`);
}

/** Null: no need to go queue by queue, the view has an index over all. */
async function queuesToWalk(
  db: WorkspaceDb,
  reader: Reader,
  { view, sort, queueId }: InboxFilter,
): Promise<readonly string[] | null> {
  if (view !== 'unassigned' && view !== 'all') return null;
  const own = view === 'unassigned' || !reader.seesAll;
  if (queueId !== undefined) return own && !reader.queueIds.includes(queueId) ? [] : [queueId];
  if (own) return reader.queueIds;
  return sort === 'activity' ? null : listQueueIds(db);
}

/**
 * What somebody sees who does not see all: the work of the own queues, and the own. The same as `visibility` says of one
 * conversation.
 */
export function seenBy(workspaceId: string, { queueIds, memberId }: Reader): RawBuilder<unknown> {
  return sql`(w.queue_id = any(${[...queueIds]}::text[]) or w.assignee_id = ${memberId}
    or w.id = any(${ownItems(workspaceId, memberId)}))`;
}

/** Ids of open work items that somebody has, is offered, is asked about or watches: by indexes of the few there are. */
function ownItems(workspaceId: string, memberId: string | null): RawBuilder<unknown> {
  return sql`array(
    select i.id from work_item i where i.workspace_id = ${workspaceId} and i.assignee_id = ${memberId} and i.state <> 'closed'
    union
    select i.id from work_item i where i.workspace_id = ${workspaceId} and i.offered_to = ${memberId}
    union
    select s.work_item_id from session s
    where s.workspace_id = ${workspaceId} and s.agent_id = ${memberId} and s.ended_at is null)`;
}

function filterConditions(filter: InboxFilter): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [];
  if (filter.queueId) conditions.push(sql`w.queue_id = ${filter.queueId}`);
  if (filter.workStreamId) conditions.push(sql`w.work_stream_id = ${filter.workStreamId}`);
  if (filter.handleId) conditions.push(sql`w.handle_id = ${filter.handleId}`);
  if (filter.tag) conditions.push(sql`w.tags @> array[${filter.tag}]::text[]`);
  if (filter.priority) conditions.push(sql`w.priority = ${filter.priority}`);
  return conditions;
}

export interface QueueName {
  readonly id: string;
  readonly name: string;
}

/** The queues of a member, served first first; of a program: all. */
export async function listQueuesOf(db: WorkspaceDb, memberId: string | null): Promise<QueueName[]> {
  return db.rows(sql<QueueName>`
    select q.id, q.name from queue q
    where q.workspace_id = ${db.workspaceId} and (${memberId}::text is null or q.open_to_all or exists (
      select 1 from queue_member m
      where m.workspace_id = ${db.workspaceId} and m.queue_id = q.id and m.member_id = ${memberId}))
    order by q.priority, lower(q.name) limit 500`);
}

async function listQueueIds(db: WorkspaceDb): Promise<string[]> {
  const rows = await db.rows(
    sql<{ id: string }>`select id from queue where workspace_id = ${db.workspaceId} limit 500`,
  );
  return rows.map((row) => row.id);
}
