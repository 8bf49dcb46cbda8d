import type { Numbers } from '../../../contract/api/index.ts';
import { sql, type WorkspaceDb } from '../../base/index.ts';
import { quantileOf } from '../facts/steps.ts';
import { type Columns, groupKey, MOST_GROUPS, type Scope, tagJoin, within } from './scope.ts';

const columns: Columns = {
  at: sql`f.closed_at`,
  handle: sql`f.handle_id`,
  queue: sql`f.queue_id`,
  agent: sql`f.agent_id`,
  workStream: sql`f.work_stream_id`,
  tags: sql`f.tags`,
  priority: sql`f.priority`,
};

interface Sums {
  key: string;
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
  survey_avg: number | null;
}

/** The measures of closed conversations by group, largest first, one group more than are shown. */
export async function conversationNumbers(db: WorkspaceDb, scope: Scope): Promise<Map<string, Numbers>> {
  const inside = within(scope, columns, sql`f.workspace_id = ${db.workspaceId}`);
  const key = groupKey(scope, columns);
  const rows = await db.rows(sql<Sums>`
    select ${key} as key, count(*) as closed,
      count(*) filter (where incoming) as incoming,
      count(*) filter (where engaged) as engaged,
      count(*) filter (where incoming and not answered) as unanswered,
      sum(first_wait_ms) as first_wait_ms, max(first_wait_ms) as first_wait_max,
      count(*) filter (where first_wait_ms <= 10000) as within_10,
      count(*) filter (where first_wait_ms <= 20000) as within_20,
      count(*) filter (where first_wait_ms <= 30000) as within_30,
      count(*) filter (where first_wait_ms <= 40000) as within_40,
      count(*) filter (where first_wait_ms <= 60000) as within_60,
      count(*) filter (where first_wait_ms <= 120000) as within_120,
      count(*) filter (where first_wait_ms <= service_level_ms) as in_service_level,
      sum(first_response_ms) as first_response_ms, count(first_response_ms) as first_responses,
      sum(responses) as responses, sum(responses_ms) as responses_ms,
      sum(handle_ms) filter (where engaged) as handle_ms,
      sum(wrap_up_ms) as wrap_up_ms, count(*) filter (where wrap_up_ms > 0) as wrap_ups,
      sum(conversation_ms) as conversation_ms, sum(effort_ms) as effort_ms,
      count(*) filter (where transfers > 0 and engaged) as transferred,
      sum(messages_in) as messages_in, sum(messages_out) as messages_out,
      count(first_answer_met) as first_answer, count(*) filter (where first_answer_met) as first_answer_met,
      count(next_answer_met) as next_answer, count(*) filter (where next_answer_met) as next_answer_met,
      count(resolution_met) as resolution, count(*) filter (where resolution_met) as resolution_met,
      avg(survey_score) as survey_avg
    from fact_conversation f ${tagJoin(scope, columns)}
    where ${inside} group by 1 order by 2 desc, 1 limit ${MOST_GROUPS + 1}`);
  const steps = await db.rows(sql<{ key: string; step: number; count: string }>`
    select ${key} as key, first_response_step as step, count(*) as count
    from fact_conversation f ${tagJoin(scope, columns)}
    where ${inside} and first_response_step is not null group by 1, 2`);
  const byKey = new Map<string, Map<number, number>>();
  for (const { key: group, step, count } of steps) {
    const counts = byKey.get(group) ?? new Map<number, number>();
    counts.set(step, Number(count));
    byKey.set(group, counts);
  }
  return new Map(rows.map((row) => [row.key, toNumbers(row, byKey.get(row.key) ?? new Map())]));
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
    survey_avg: row.survey_avg === null ? null : Number(row.survey_avg),
  };
}

/** Nothing divided by nothing is nothing to show, not zero. */
export function ratio(part: string | number | null, whole: string | number | null): number | null {
  const all = Number(whole ?? 0);
  return all === 0 ? null : Number(part ?? 0) / all;
}
