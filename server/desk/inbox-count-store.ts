import type { RawBuilder } from 'kysely';
import { sql, type WorkspaceDb } from '../base/index.ts';
import { type QueueName, type Reader, seenBy } from './inbox-list-store.ts';
import { unread } from './inbox-store.ts';
import { viewCondition } from './inbox-views.ts';

export interface InboxCountRow {
  readonly mine: number;
  readonly unassigned: number;
  readonly all: number;
  readonly programs: number;
  readonly snoozed: number;
  readonly recent: number;
  readonly mine_unread: number;
  /** Queue id to what nobody has there. */
  readonly by_queue: Readonly<Record<string, number>>;
}

/**
 * How many conversations each view holds; counting stops at 1,000 a view and queue. Unread ones are looked for among
 * one's newest 1,000.
 */
export async function countInbox(
  db: WorkspaceDb,
  reader: Reader,
  queues: readonly QueueName[],
  now: Date,
): Promise<InboxCountRow> {
  const { memberId } = reader;
  const ids = queues.map((queue) => queue.id);
  const seen = reader.seesAll ? sql`true` : seenBy(db.workspaceId, reader);
  const upTo = (condition: RawBuilder<unknown>) => sql`(
    select count(*)::int from (
      select 1 from work_item w where w.workspace_id = ${db.workspaceId} and ${condition} limit 1000) counted)`;
  return db.row(sql<InboxCountRow>`
    with by_queue as (
      select q.id, (select count(*)::int from (
        select 1 from work_item w where w.workspace_id = ${db.workspaceId} and w.queue_id = q.id
          and ${viewCondition('unassigned', memberId, now)} limit 1000) counted) as count
      from unnest(${ids}::text[]) as q(id))
    select ${upTo(viewCondition('mine', memberId, now))} as mine,
      (select least(1000, coalesce(sum(count), 0))::int from by_queue) as unassigned,
      ${upTo(sql`${viewCondition('all', memberId, now)} and ${seen}`)} as all,
      ${upTo(sql`${viewCondition('snoozed', memberId, now)} and ${seen}`)} as snoozed,
      ${upTo(sql`${viewCondition('recent', memberId, now)} and ${seen}`)} as recent,
      (select count(*)::int from (
        select 1 from messaging_control where workspace_id = ${db.workspaceId} and held_at is not null
          and ${reader.seesAll} limit 1000) counted) as programs,
      (select coalesce(jsonb_object_agg(id, count), '{}') from by_queue) as by_queue,
      (select count(*)::int from (
        select 1 from (
          select w.conversation_id from work_item w
          where w.workspace_id = ${db.workspaceId} and ${viewCondition('mine', memberId, now)}
          order by w.last_at desc, w.id desc limit 1000) w
        join conversation c on c.workspace_id = ${db.workspaceId} and c.id = w.conversation_id
        left join read_mark r on r.workspace_id = ${db.workspaceId} and r.member_id = ${memberId} and r.conversation_id = c.id
        where ${unread}) counted) as mine_unread`);
}
