import { type Queries, sql, type WorkspaceDb, type WorkspaceId } from '../../base/index.ts';
import type { Fact } from './fact.ts';
import { stepOf } from './steps.ts';

/** Writes facts, over those that are there: a fact may be made again. The score of a survey stays. */
export async function saveFacts(db: WorkspaceDb, facts: readonly Fact[]): Promise<void> {
  if (facts.length === 0) return;
  const rows = facts.map((fact) => ({
    work_item_id: fact.workItemId,
    conversation_id: fact.conversationId,
    customer_id: fact.customerId,
    handle_id: fact.handleId,
    work_stream_id: fact.workStreamId,
    queue_id: fact.queueId,
    agent_id: fact.agentId,
    number: fact.number,
    opened_at: fact.openedAt.toISOString(),
    closed_at: fact.closedAt.toISOString(),
    close_reason: fact.closeReason,
    priority: fact.priority,
    tags: fact.tags,
    incoming: fact.incoming,
    engaged: fact.engaged,
    answered: fact.answered,
    first_wait_ms: fact.firstWaitMs,
    service_level_ms: fact.serviceLevelMs,
    first_response_ms: fact.firstResponseMs,
    first_response_step: fact.firstResponseMs === null ? null : stepOf(fact.firstResponseMs),
    responses: fact.responses,
    responses_ms: fact.responsesMs,
    handle_ms: fact.handleMs,
    wrap_up_ms: fact.wrapUpMs,
    conversation_ms: fact.conversationMs,
    effort_ms: fact.effortMs,
    transfers: fact.transfers,
    messages_in: fact.messagesIn,
    messages_out: fact.messagesOut,
    first_answer_met: fact.firstAnswerMet,
    next_answer_met: fact.nextAnswerMet,
    resolution_met: fact.resolutionMet,
  }));
  const columns = Object.keys(rows[0] ?? {});
  const list = sql.join(columns.map((column) => sql.ref(column)));
  const values = sql.join(columns.map((column) => sql.ref(`r.${column}`)));
  const changes = sql.join(
    columns
      .filter((column) => column !== 'work_item_id')
      .map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`),
  );
  await db.execute(sql`
    insert into fact_conversation (workspace_id, ${list})
    select ${db.workspaceId}, ${values} from jsonb_populate_recordset(null::fact_conversation, ${JSON.stringify(rows)}::jsonb) r
    on conflict (workspace_id, work_item_id) do update set ${changes}`);
}

/** The scores of answered surveys, 0 to 1, by work item. Those that are not counted yet are left out. */
export async function saveScores(db: WorkspaceDb, scores: ReadonlyMap<string, number>): Promise<void> {
  if (scores.size === 0) return;
  await db.execute(sql`
    update fact_conversation f set survey_score = s.score
    from unnest(${[...scores.keys()]}::text[], ${[...scores.values()]}::real[]) as s(work_item_id, score)
    where f.workspace_id = ${db.workspaceId} and f.work_item_id = s.work_item_id`);
}

/** Workspaces whose older conversations are not counted yet; at most 10. */
export async function listUncounted(db: Queries): Promise<WorkspaceId[]> {
  const rows = await db.rows(sql<{ id: WorkspaceId }>`
    select w.id from workspace w left join fact_backfill b on b.workspace_id = w.id
    where not coalesce(b.done, false) order by w.id limit 10`);
  return rows.map((row) => row.id);
}

/** The next closed work items to count, oldest first; an empty list ends it. */
export async function takeUncounted(db: WorkspaceDb, limit: number): Promise<string[]> {
  const rows = await db.rows(sql<{ id: string; closed_at: Date }>`
    select w.id, w.closed_at from work_item w
    left join fact_backfill b on b.workspace_id = w.workspace_id
    where w.workspace_id = ${db.workspaceId} and w.closed_at is not null
      and (w.closed_at, w.id) > (coalesce(b.reached_at, '-infinity'), coalesce(b.reached_id, ''))
    order by w.closed_at, w.id limit ${limit}`);
  const last = rows.at(-1);
  const done = rows.length < limit;
  await db.execute(sql`
    insert into fact_backfill (workspace_id, reached_at, reached_id, done)
    values (${db.workspaceId}, ${last?.closed_at ?? new Date(0)}, ${last?.id ?? ''}, ${done})
    on conflict (workspace_id) do update set done = excluded.done,
      reached_at = greatest(fact_backfill.reached_at, excluded.reached_at),
      reached_id = case when excluded.reached_id = '' then fact_backfill.reached_id else excluded.reached_id end`);
  return rows.map((row) => row.id);
}
