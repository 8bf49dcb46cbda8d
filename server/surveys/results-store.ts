import type { RawBuilder } from 'kysely';
import type { SurveyAnswers, SurveyInput } from '../../contract/api/surveys.ts';
import { sql, type WorkspaceDb } from '../base/index.ts';

export interface ResultFilter {
  readonly handleId?: string | undefined;
  readonly agentId?: string | undefined;
  readonly queueId?: string | undefined;
  readonly from: Date;
  readonly until: Date;
}

function matching(db: WorkspaceDb, filter: ResultFilter): RawBuilder<unknown> {
  const conditions = [sql`i.workspace_id = ${db.workspaceId}`];
  if (filter.handleId) conditions.push(sql`i.handle_id = ${filter.handleId}`);
  if (filter.agentId) conditions.push(sql`i.agent_id = ${filter.agentId}`);
  if (filter.queueId) conditions.push(sql`i.queue_id = ${filter.queueId}`);
  return sql.join(conditions, sql` and `);
}

/** How many links were sent in the period, and how many of those were answered. */
export async function countInvitations(
  db: WorkspaceDb,
  filter: ResultFilter,
): Promise<{ readonly sent: number; readonly answered: number }> {
  const row = await db.row(sql<{ sent: string; answered: string }>`
    select count(*) as sent, count(answered_at) as answered from survey_invitation i
    where ${matching(db, filter)} and i.sent_at >= ${filter.from} and i.sent_at < ${filter.until}`);
  return { sent: Number(row.sent), answered: Number(row.answered) };
}

export interface ValueRow {
  readonly handle_id: string;
  readonly question_id: string;
  readonly score: number | null;
  readonly choice: string | null;
  readonly count: string;
}

/** How often each value was given; every free text counts as one without a value. */
export function countValues(db: WorkspaceDb, filter: ResultFilter): Promise<ValueRow[]> {
  return db.rows(sql<ValueRow>`
    select i.handle_id, q.key as question_id, (q.value->>'score')::int as score, q.value->>'choice' as choice,
      count(*) as count
    from survey_invitation i, jsonb_each(i.answers) q
    where ${matching(db, filter)} and i.answered_at >= ${filter.from} and i.answered_at < ${filter.until}
      and coalesce(q.value->>'text', '.') <> ''
    group by 1, 2, 3, 4 order by 1, 2, 3, 4 limit 5000`);
}

export interface AnswerRow {
  readonly id: string;
  readonly conversation_id: string;
  readonly customer_name: string;
  readonly handle_id: string;
  readonly agent_id: string | null;
  readonly queue_id: string;
  readonly language: string;
  readonly answered_at: Date;
  readonly answers: SurveyAnswers;
  readonly definition: SurveyInput;
}

/** Newest first. */
export function listAnswers(
  db: WorkspaceDb,
  filter: ResultFilter,
  page: { readonly before?: { readonly at: Date; readonly id: string } | undefined; readonly limit: number },
): Promise<AnswerRow[]> {
  const before = page.before
    ? sql`and (i.answered_at, i.id) < (${page.before.at}, ${page.before.id})`
    : sql``;
  return db.rows(sql<AnswerRow>`
    select i.id, i.conversation_id, coalesce(cu.name, '@' || cu.username, '') as customer_name, i.handle_id, i.agent_id,
      i.queue_id, i.language, i.answered_at, i.answers, i.definition
    from survey_invitation i
    join customer cu on cu.workspace_id = i.workspace_id and cu.id = i.customer_id
    where ${matching(db, filter)} and i.answered_at >= ${filter.from} and i.answered_at < ${filter.until} ${before}
    order by i.answered_at desc, i.id desc limit ${page.limit}`);
}

/** Definitions and answers of the answered surveys of these work items. */
export function listAnswered(db: WorkspaceDb, workItemIds: readonly string[]): Promise<AnsweredRow[]> {
  return db.rows(sql<AnsweredRow>`
    select work_item_id, definition, answers from survey_invitation
    where workspace_id = ${db.workspaceId} and work_item_id = any(${[...workItemIds]}::text[])
      and answered_at is not null and definition is not null and answers is not null`);
}

export interface AnsweredRow {
  readonly work_item_id: string;
  readonly definition: SurveyInput;
  readonly answers: SurveyAnswers;
}
