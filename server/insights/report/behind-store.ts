import type { RawBuilder } from 'kysely';
import type { MeasureId } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb } from '../../base/index.ts';
import { type Columns, groupKey, type Scope, within } from './scope.ts';
import { TRANSFERRED } from './session-numbers.ts';

/** One conversation behind a number. */
export interface BehindRow {
  readonly work_item_id: string;
  readonly conversation_id: string;
  readonly number: string;
  readonly customer_name: string | null;
  readonly customer_username: string | null;
  readonly handle_id: string;
  readonly queue_id: string;
  readonly agent_id: string | null;
  readonly opened_at: Date;
  readonly closed_at: Date;
  readonly tags: string[];
  readonly value: number | null;
}

export interface Place {
  readonly at: Date;
  readonly id: string;
}

const columns: Columns = {
  at: sql`f.closed_at`,
  handle: sql`f.handle_id`,
  queue: sql`f.queue_id`,
  agent: sql`f.agent_id`,
  workStream: sql`f.work_stream_id`,
  tags: sql`f.tags`,
  priority: sql`f.priority`,
};

interface Behind {
  /** Which rows the number counts. */
  readonly when: RawBuilder<unknown>;
  /** What each of them adds; null for plain counts. */
  readonly value: RawBuilder<unknown>;
}

const all: Behind = { when: sql`true`, value: sql`null` };
const only = (when: RawBuilder<unknown>): Behind => ({ when, value: sql`null` });
const each = (value: RawBuilder<unknown>, when = sql`${value} is not null`): Behind => ({ when, value });
const met = (column: RawBuilder<unknown>): Behind => ({
  when: sql`${column} is not null`,
  value: sql`(${column})::int`,
});

const inTime = (seconds: number): Behind => ({
  when: sql`f.engaged`,
  value: sql`(f.first_wait_ms <= ${seconds * 1_000}::bigint)::int`,
});

/** What stands behind each measure of closed conversations; measures of other things have nothing here. */
const behind: Readonly<Partial<Record<MeasureId, Behind>>> = {
  closed: all,
  incoming: only(sql`f.incoming`),
  engaged: only(sql`f.engaged`),
  unanswered: only(sql`f.incoming and not f.answered`),
  unanswered_rate: only(sql`f.incoming and not f.answered`),
  first_wait_avg: each(sql`f.first_wait_ms`),
  first_wait_max: each(sql`f.first_wait_ms`),
  within_10: inTime(10),
  within_20: inTime(20),
  within_30: inTime(30),
  within_40: inTime(40),
  within_60: inTime(60),
  within_120: inTime(120),
  service_level: { when: sql`f.engaged`, value: sql`(f.first_wait_ms <= f.service_level_ms)::int` },
  first_response_avg: each(sql`f.first_response_ms`),
  first_response_median: each(sql`f.first_response_ms`),
  first_response_p90: each(sql`f.first_response_ms`),
  response_avg: each(sql`f.responses_ms / nullif(f.responses, 0)`),
  handle_avg: each(sql`f.handle_ms`, sql`f.engaged`),
  wrap_up_avg: each(sql`f.wrap_up_ms`, sql`f.wrap_up_ms > 0`),
  conversation_avg: each(sql`f.conversation_ms`),
  effort_avg: each(sql`f.effort_ms`),
  transfer_rate: each(sql`f.transfers`, sql`f.transfers > 0 and f.engaged`),
  messages_in: each(sql`f.messages_in`),
  messages_out: each(sql`f.messages_out`),
  first_answer_met: met(sql`f.first_answer_met`),
  next_answer_met: met(sql`f.next_answer_met`),
  resolution_met: met(sql`f.resolution_met`),
  survey_avg: each(sql`f.survey_score`),
};

/** Sessions behind a measure: their closed conversations are listed. */
const behindSessions: Readonly<Partial<Record<MeasureId, RawBuilder<unknown>>>> = {
  sessions_offered: sql`s.participation = 'primary'`,
  sessions_accepted: sql`s.participation = 'primary' and s.accepted_at is not null`,
  sessions_rejected: sql`s.participation = 'primary' and s.end_reason = 'agent_reject'`,
  sessions_timed_out: sql`s.participation = 'primary' and s.end_reason = 'agent_timeout'`,
  rejection_rate: sql`s.participation = 'primary' and s.end_reason = 'agent_reject'`,
  timeout_rate: sql`s.participation = 'primary' and s.end_reason = 'agent_timeout'`,
  accept_time_avg: sql`s.participation = 'primary' and s.offered_at is not null and s.accepted_at is not null`,
  reject_time_avg: sql`s.participation = 'primary' and s.end_reason = 'agent_reject'`,
  session_handle_avg: sql`s.participation = 'primary' and s.accepted_at is not null and s.ended_at is not null`,
  session_transfer_rate: sql`s.participation = 'primary' and s.accepted_at is not null
    and s.end_reason = any(${TRANSFERRED}::text[])`,
  consults: sql`s.participation = 'consult'`,
  consults_accepted: sql`s.participation = 'consult' and s.accepted_at is not null`,
  consults_rejected: sql`s.participation = 'consult' and s.end_reason = 'agent_reject'`,
  consults_timed_out: sql`s.participation = 'consult' and s.end_reason = 'agent_timeout'`,
  consult_time_avg: sql`s.participation = 'consult' and s.accepted_at is not null and s.ended_at is not null`,
  monitorings: sql`s.participation = 'monitor'`,
  monitor_time_avg: sql`s.participation = 'monitor' and s.ended_at is not null`,
};

/** Whether conversations stand behind a measure. */
export function hasBehind(measure: MeasureId): boolean {
  return measure in behind || measure in behindSessions;
}

/** The closed conversations behind a number, newest first. */
export function listBehind(
  db: WorkspaceDb,
  measure: MeasureId,
  scope: Scope,
  options: { readonly key?: string | undefined; readonly after?: Place | undefined; readonly limit: number },
): Promise<BehindRow[]> {
  const conditions = [within(scope, columns, sql`f.workspace_id = ${db.workspaceId}`)];
  const { when, value } = behind[measure] ?? all;
  conditions.push(when);
  const sessions = behindSessions[measure];
  if (sessions) {
    conditions.push(sql`exists (select 1 from session s
      where s.workspace_id = f.workspace_id and s.work_item_id = f.work_item_id and ${sessions})`);
  }
  if (options.key !== undefined) conditions.push(isOfGroup(scope, options.key));
  if (options.after) {
    conditions.push(sql`(f.closed_at, f.work_item_id) < (${options.after.at}, ${options.after.id})`);
  }
  return db.rows(sql<BehindRow>`
    select f.work_item_id, f.conversation_id, f.number, c.name as customer_name, c.username as customer_username,
      f.handle_id, f.queue_id, f.agent_id, f.opened_at, f.closed_at, f.tags, (${value})::float8 as value
    from fact_conversation f
    left join customer c on c.workspace_id = f.workspace_id and c.id = f.customer_id
    where ${sql.join(conditions, sql` and `)}
    order by f.closed_at desc, f.work_item_id desc limit ${options.limit}`);
}

function isOfGroup(scope: Scope, key: string): RawBuilder<unknown> {
  if (scope.groupBy === 'tag') return sql`f.tags @> array[${key}]::text[]`;
  return sql`${groupKey(scope, columns)} = ${key}`;
}
