import type { Numbers } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb } from '../../base/index.ts';
import { quantileOf } from '../facts/steps.ts';
import { type Picked, sumKey, summedWithin } from '../sums/picked.ts';
import { type Columns, groupKey, type Scope, tagJoin, within } from './scope.ts';
import { count, countOf, max, partsOf, readGroups, type Source, sum } from './source.ts';

export const factColumns: Columns = {
  at: sql`f.closed_at`,
  handle: sql`f.handle_id`,
  queue: sql`f.queue_id`,
  agent: sql`f.agent_id`,
  workStream: sql`f.work_stream_id`,
  tags: sql`f.tags`,
  priority: sql`f.priority`,
};

interface Sums {
  closed: string;
  incoming: string;
  engaged: string;
  unanswered: string;
  first_wait_ms: string | null;
  first_wait_max: string | null;
  in_service_level: string;
  within_10: string;
  within_20: string;
  within_30: string;
  within_40: string;
  within_60: string;
  within_120: string;
  first_response_ms: string | null;
  first_responses: string;
  responses: string | null;
  responses_ms: string | null;
  handle_ms: string | null;
  wrap_up_ms: string | null;
  wrap_ups: string;
  conversation_ms: string | null;
  effort_ms: string | null;
  transferred: string;
  messages_in: string | null;
  messages_out: string | null;
  first_answer: string;
  first_answer_met: string;
  next_answer: string;
  next_answer_met: string;
  resolution: string;
  resolution_met: string;
  survey_score: string | null;
  surveys: string;
}

const waitedAtMost = (ms: number) => count(sql`f.first_wait_ms <= ${sql.lit(ms)}`);

/** Closed conversations: their facts. The names are those of sum_conversation. */
export const factSource: Source & { readonly numbers: Record<keyof Sums, unknown> } = {
  from: sql`fact_conversation f`,
  workspaceId: sql`f.workspace_id`,
  columns: factColumns,
  sums: 'sum_conversation',
  numbers: {
    closed: count(),
    incoming: count(sql`f.incoming`),
    engaged: count(sql`f.engaged`),
    unanswered: count(sql`f.incoming and not f.answered`),
    first_wait_ms: sum(sql`f.first_wait_ms`),
    first_wait_max: max(sql`f.first_wait_ms`),
    within_10: waitedAtMost(10_000),
    within_20: waitedAtMost(20_000),
    within_30: waitedAtMost(30_000),
    within_40: waitedAtMost(40_000),
    within_60: waitedAtMost(60_000),
    within_120: waitedAtMost(120_000),
    in_service_level: count(sql`f.first_wait_ms <= f.service_level_ms`),
    first_response_ms: sum(sql`f.first_response_ms`),
    first_responses: countOf(sql`f.first_response_ms`),
    responses: sum(sql`f.responses`),
    responses_ms: sum(sql`f.responses_ms`),
    handle_ms: sum(sql`f.handle_ms`, sql`f.engaged`),
    wrap_up_ms: sum(sql`f.wrap_up_ms`),
    wrap_ups: count(sql`f.wrap_up_ms > 0`),
    conversation_ms: sum(sql`f.conversation_ms`),
    effort_ms: sum(sql`f.effort_ms`),
    transferred: count(sql`f.transfers > 0 and f.engaged`),
    messages_in: sum(sql`f.messages_in`),
    messages_out: sum(sql`f.messages_out`),
    first_answer: countOf(sql`f.first_answer_met`),
    first_answer_met: count(sql`f.first_answer_met`),
    next_answer: countOf(sql`f.next_answer_met`),
    next_answer_met: count(sql`f.next_answer_met`),
    resolution: countOf(sql`f.resolution_met`),
    resolution_met: count(sql`f.resolution_met`),
    // As decimals: sums of floating numbers depend on the order in which they are added.
    survey_score: sum(sql`f.survey_score::float8::numeric`),
    surveys: countOf(sql`f.survey_score`),
  },
};

/** The measures of closed conversations by group, largest first, one group more than are shown. */
export async function conversationNumbers(
  db: WorkspaceDb,
  scope: Scope,
  picked: Picked,
): Promise<Map<string, Numbers>> {
  const rows = await readGroups<Sums>(db, factSource, scope, picked);
  const steps = await readSteps(db, scope, picked);
  const byKey = new Map<string, Map<number, number>>();
  for (const { key: group, step, count } of steps) {
    const counts = byKey.get(group) ?? new Map<number, number>();
    counts.set(step, Number(count));
    byKey.set(group, counts);
  }
  return new Map(rows.map((row) => [row.key, toNumbers(row, byKey.get(row.key) ?? new Map())]));
}

/** How many first responses were on each step. */
function readSteps(
  db: WorkspaceDb,
  scope: Scope,
  picked: Picked,
): Promise<{ key: string; step: number; count: string }[]> {
  const inside = within(scope, factColumns, sql`f.workspace_id = ${db.workspaceId}`, picked.rest);
  const rows = sql`
    select ${groupKey(scope, factColumns)} as key, f.first_response_step as step, count(*) as count
    from fact_conversation f ${tagJoin(scope, factColumns)}
    where ${inside} and f.first_response_step is not null group by 1, 2`;
  const sums = sql`
    select ${sumKey(scope)} as key, u.step, u.count
    from sum_response cross join lateral unnest(steps, counts) as u(step, count)
    where ${summedWithin(db, scope, picked)}`;
  return db.rows(sql<{ key: string; step: number; count: string }>`
    select key, step, sum(count) as count from (${sql.join(partsOf(picked, rows, sums), sql` union all `)}) part
    group by 1, 2`);
}

function toNumbers(row: Sums, steps: ReadonlyMap<number, number>): Numbers {
  const engaged = Number(row.engaged);
  const closed = Number(row.closed);
  return {
    closed,
    incoming: Number(row.incoming),
    engaged,
    unanswered: Number(row.unanswered),
    unanswered_rate: ratio(row.unanswered, row.incoming),
    first_wait_avg: ratio(row.first_wait_ms, engaged),
    first_wait_max: row.first_wait_max === null ? null : Number(row.first_wait_max),
    service_level: ratio(row.in_service_level, engaged),
    within_10: ratio(row.within_10, engaged),
    within_20: ratio(row.within_20, engaged),
    within_30: ratio(row.within_30, engaged),
    within_40: ratio(row.within_40, engaged),
    within_60: ratio(row.within_60, engaged),
    within_120: ratio(row.within_120, engaged),
    first_response_avg: ratio(row.first_response_ms, row.first_responses),
    first_response_median: quantileOf(steps, 0.5),
    first_response_p90: quantileOf(steps, 0.9),
    response_avg: ratio(row.responses_ms, row.responses),
    handle_avg: ratio(row.handle_ms, engaged),
    wrap_up_avg: ratio(row.wrap_up_ms, row.wrap_ups),
    conversation_avg: ratio(row.conversation_ms, closed),
    effort_avg: ratio(row.effort_ms, closed),
    transfer_rate: ratio(row.transferred, engaged),
    messages_in: Number(row.messages_in ?? 0),
    messages_out: Number(row.messages_out ?? 0),
    first_answer_met: ratio(row.first_answer_met, row.first_answer),
    next_answer_met: ratio(row.next_answer_met, row.next_answer),
    resolution_met: ratio(row.resolution_met, row.resolution),
    survey_avg: ratio(row.survey_score, row.surveys),
  };
}

/** Nothing divided by nothing is nothing to show, not zero. */
export function ratio(part: string | number | null, whole: string | number | null): number | null {
  const all = Number(whole ?? 0);
  return all === 0 ? null : Number(part ?? 0) / all;
}
