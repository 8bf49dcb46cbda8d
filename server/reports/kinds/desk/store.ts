import type { RawBuilder } from 'kysely';
import type { SurveyAnswers, SurveyInput } from '../../../../contract/api/index.ts';
import { sql, type WorkspaceDb } from '../../../base/index.ts';

/** Which rows, and where to go on. Moments are the database's own text, so that none loses its microseconds. */
export interface Ask {
  /**
   * In the order in which things began, or in that of their last change. The former never moves, so a run that reads
   * everything meets each row once; the latter finds what happened since the last run.
   */
  readonly by: 'beginning' | 'change';
  /** From this moment on. */
  readonly from?: string | undefined;
  /** After this one, and until that one, which counts. */
  readonly after?: string | undefined;
  readonly until?: string | undefined;
  /** The last row that was read. */
  readonly place?: Place | undefined;
  readonly limit: number;
}

export interface Place {
  readonly at: string;
  readonly id: string;
}

/** A row with its place, its cells by the names of their columns. */
export type DeskRow = Readonly<Record<string, unknown>> & { readonly place_at: string; readonly id: string };

type Sql = RawBuilder<unknown>;

/** One page along an index on (moment, id). */
function keyset(moment: Sql, id: Sql, ask: Ask): Sql {
  const { from, after, until, place, limit } = ask;
  return sql`
    ${from === undefined ? sql`` : sql`and ${moment} >= ${from}::timestamptz`}
    ${after === undefined ? sql`` : sql`and ${moment} > ${after}::timestamptz`}
    ${until === undefined ? sql`` : sql`and ${moment} <= ${until}::timestamptz`}
    ${place === undefined ? sql`` : sql`and (${moment}, ${id}) > (${place.at}::timestamptz, ${place.id})`}
    order by ${moment}, ${id} limit ${limit}`;
}

/** Somebody who was erased keeps a row without an id of X. */
const xUserId = sql`case when customer.x_user_id > 0 then customer.x_user_id::text end`;

/** Stretches of service. */
export function listItems(db: WorkspaceDb, ask: Ask): Promise<DeskRow[]> {
  const moment = ask.by === 'change' ? sql`state_at` : sql`opened_at`;
  return db.rows(sql<DeskRow>`
    with page as materialized (
      select *, ${moment} as place_at from work_item where workspace_id = ${db.workspaceId}
        ${keyset(moment, sql`id`, ask)})
    select page.place_at::text as place_at, page.id, page.number, page.conversation_id, page.customer_id,
      ${xUserId} as customer_x_user_id, customer.username as customer_screen_name, customer.name as customer_name,
      page.handle_id, handle.name as handle, page.queue_id, queue.name as queue, page.work_stream_id,
      stream.name as work_stream, page.mode, page.state, page.state_reason, page.close_reason, page.priority, page.tags,
      page.language, page.title, page.case_id, page.assignee_id as agent_id, member.name as agent, page.transfers,
      page.opened_at, page.first_accepted_at, page.first_answer_at, page.closed_at,
      extract(epoch from page.first_answer_at - page.opened_at)::bigint as first_answer_seconds,
      extract(epoch from page.closed_at - page.opened_at)::bigint as open_seconds, page.state_at as changed_at
    from page
    left join customer on customer.workspace_id = page.workspace_id and customer.id = page.customer_id
    left join handle on handle.workspace_id = page.workspace_id and handle.id = page.handle_id
    left join queue on queue.workspace_id = page.workspace_id and queue.id = page.queue_id
    left join work_stream stream on stream.workspace_id = page.workspace_id and stream.id = page.work_stream_id
    left join member on member.workspace_id = page.workspace_id and member.id = page.assignee_id
    order by page.place_at, page.id`);
}

/** Assignments to agents. */
export function listSessions(db: WorkspaceDb, ask: Ask): Promise<DeskRow[]> {
  const moment = ask.by === 'change' ? sql`coalesce(ended_at, accepted_at, started_at)` : sql`started_at`;
  return db.rows(sql<DeskRow>`
    with page as materialized (
      select *, ${moment} as place_at from session where workspace_id = ${db.workspaceId}
        ${keyset(moment, sql`id`, ask)})
    select page.place_at::text as place_at, page.id, page.work_item_id as item_id, page.conversation_id, page.agent_id,
      member.name as agent, page.participation, page.how, page.state, page.queue_id, queue.name as queue, page.handle_id,
      page.started_at, page.offered_at, page.accepted_at, page.ended_at, page.end_reason, page.answers,
      extract(epoch from page.ended_at - page.accepted_at)::bigint as seconds,
      coalesce(page.ended_at, page.accepted_at, page.started_at) as changed_at
    from page
    left join member on member.workspace_id = page.workspace_id and member.id = page.agent_id
    left join queue on queue.workspace_id = page.workspace_id and queue.id = page.queue_id
    order by page.place_at, page.id`);
}

/** What agents were, and from when until when. */
export function listPresences(db: WorkspaceDb, ask: Ask): Promise<DeskRow[]> {
  const moment = ask.by === 'change' ? sql`coalesce(until_at, from_at)` : sql`from_at`;
  return db.rows(sql<DeskRow>`
    with page as materialized (
      select *, ${moment} as place_at from presence_log where workspace_id = ${db.workspaceId}
        ${keyset(moment, sql`id`, ask)})
    select page.place_at::text as place_at, page.id, page.member_id as agent_id, member.name as agent,
      page.presence_id, presence.name as presence, page.base, page.from_at, page.until_at,
      extract(epoch from page.until_at - page.from_at)::bigint as seconds,
      coalesce(page.until_at, page.from_at) as changed_at
    from page
    left join member on member.workspace_id = page.workspace_id and member.id = page.member_id
    left join presence_option presence on presence.workspace_id = page.workspace_id and presence.id = page.presence_id
    order by page.place_at, page.id`);
}

export type AnsweredSurvey = DeskRow & {
  readonly language: string;
  readonly definition: SurveyInput;
  readonly answers: SurveyAnswers;
};

/** Surveys that were answered. */
export function listSurveys(db: WorkspaceDb, ask: Ask): Promise<AnsweredSurvey[]> {
  const moment = ask.by === 'change' ? sql`coalesce(updated_at, answered_at)` : sql`answered_at`;
  return db.rows(sql<AnsweredSurvey>`
    with page as materialized (
      select *, ${moment} as place_at from survey_invitation
      where workspace_id = ${db.workspaceId} and answered_at is not null ${keyset(moment, sql`id`, ask)})
    select page.place_at::text as place_at, page.id, page.id as survey_id, page.work_item_id as item_id,
      page.conversation_id, page.customer_id, ${xUserId} as customer_x_user_id, page.handle_id, handle.name as handle,
      page.agent_id, member.name as agent, page.queue_id, queue.name as queue, page.language, page.sent_at,
      page.answered_at, page.definition, page.answers, coalesce(page.updated_at, page.answered_at) as changed_at
    from page
    left join customer on customer.workspace_id = page.workspace_id and customer.id = page.customer_id
    left join handle on handle.workspace_id = page.workspace_id and handle.id = page.handle_id
    left join member on member.workspace_id = page.workspace_id and member.id = page.agent_id
    left join queue on queue.workspace_id = page.workspace_id and queue.id = page.queue_id
    order by page.place_at, page.id`);
}

export interface MessageAsk extends Omit<Ask, 'after' | 'until'> {
  /** By change: ids come in the order in which messages were stored. */
  readonly afterId?: string | undefined;
  readonly untilId?: string | undefined;
}

export type StoredText = DeskRow & {
  readonly text: string;
  readonly direction: 'received' | 'sent';
  /** The customer has not agreed to be read. */
  readonly withheld: boolean;
};

/**
 * Messages between customers and us, as they stand in threads. By their own time, or, for what is new, in the order in
 * which they were stored: a message that X tells late is old by its own time.
 */
export function listMessages(db: WorkspaceDb, ask: MessageAsk): Promise<StoredText[]> {
  const { afterId, untilId, place, limit } = ask;
  const page =
    ask.by === 'beginning'
      ? keyset(sql`at`, sql`id`, { ...ask, after: undefined, until: undefined })
      : sql`
        ${afterId === undefined ? sql`` : sql`and id > ${afterId}`}
        ${untilId === undefined ? sql`` : sql`and id <= ${untilId}`}
        ${place === undefined ? sql`` : sql`and id > ${place.id}`}
        order by id limit ${limit}`;
  const order = ask.by === 'beginning' ? sql`page.at, page.id` : sql`page.id`;
  return db.rows(sql<StoredText>`
    with page as materialized (
      select * from message
      where workspace_id = ${db.workspaceId} and kind = 'message' and direction in ('in', 'out')
        and deleted_at is null ${page})
    select page.at::text as place_at, page.id, page.x_event_id::text as x_id, page.conversation_id, item.id as item_id,
      v.handle_id, handle.name as handle, page.account_id, v.customer_id, ${xUserId} as customer_x_user_id,
      customer.username as customer_screen_name, case page.direction when 'in' then 'received' else 'sent' end as direction,
      page.author_kind, page.author_id, author.name as author, page.text, page.state, page.at as created_at,
      page.created_at as stored_at,
      v.consent in ('waiting', 'refused') and page.direction = 'in' as withheld
    from page
    join conversation v on v.workspace_id = page.workspace_id and v.id = page.conversation_id
    left join customer on customer.workspace_id = page.workspace_id and customer.id = case
      when v.kind = 'one' then v.customer_id when page.author_kind = 'customer' then page.author_id end
    left join handle on handle.workspace_id = page.workspace_id and handle.id = v.handle_id
    left join member author on author.workspace_id = page.workspace_id and page.author_kind = 'agent'
      and author.id = page.author_id
    left join lateral (
      select id from work_item
      where workspace_id = page.workspace_id and conversation_id = page.conversation_id
        and (closed_at is null or closed_at >= page.created_at)
      order by opened_at limit 1) item on true
    order by ${order}`);
}

/**
 * For how long the oldest transaction that writes has been open: what it has written bears the time at which it wrote,
 * and is not to be seen yet.
 */
export async function oldestWriteMs(db: WorkspaceDb): Promise<number> {
  const { ms } = await db.row(sql<{ ms: string }>`
    select coalesce(max(extract(epoch from clock_timestamp() - xact_start)), 0) * 1000 as ms
    from pg_stat_activity
    where datname = current_database() and backend_xid is not null and pid <> pg_backend_pid()`);
  return Math.ceil(Number(ms));
}
