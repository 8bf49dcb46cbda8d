import type { RawBuilder } from 'kysely';
import type { MeasureId } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb } from '../../base/index.ts';
import { type Columns, groupKey, type Scope, within } from './scope.ts';

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
  /** Null: it is open still. */
  readonly closed_at: Date | null;
  /** What the list goes by. */
  readonly at: Date;
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

export interface BehindOptions {
  /** Of one group only. */
  readonly key?: string | undefined;
  readonly after?: Place | undefined;
  readonly limit: number;
}

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

/** Whether a measure is one of closed conversations. */
export function isOfFacts(measure: MeasureId): boolean {
  return measure in behind;
}

/** The closed conversations behind a number, newest first. */
export function listBehindFacts(
  db: WorkspaceDb,
  measure: MeasureId,
  scope: Scope,
  options: BehindOptions,
): Promise<BehindRow[]> {
  const conditions = [within(scope, columns, sql`f.workspace_id = ${db.workspaceId}`)];
  const { when, value } = behind[measure] ?? all;
  conditions.push(when);
  if (options.key !== undefined) conditions.push(isOfGroup(scope, columns, options.key));
  if (options.after) {
    conditions.push(sql`(f.closed_at, f.work_item_id) < (${options.after.at}, ${options.after.id})`);
  }
  return db.rows(sql<BehindRow>`
    select f.work_item_id, f.conversation_id, f.number, c.name as customer_name, c.username as customer_username,
      f.handle_id, f.queue_id, f.agent_id, f.opened_at, f.closed_at, f.closed_at as at, f.tags, (${value})::float8 as value
    from fact_conversation f
    left join customer c on c.workspace_id = f.workspace_id and c.id = f.customer_id
    where ${sql.join(conditions, sql` and `)}
    order by f.closed_at desc, f.work_item_id desc limit ${options.limit}`);
}

/** The rows of one group of a report. */
export function isOfGroup(scope: Scope, columns: Columns, key: string): RawBuilder<unknown> {
  if (scope.groupBy === 'tag') return sql`${columns.tags} @> array[${key}]::text[]`;
  return sql`${groupKey(scope, columns)} = ${key}`;
}
