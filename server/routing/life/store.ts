import { standardWorkStreamSettings } from '../../../contract/api/distribution.ts';
import type { WorkItemState } from '../../../contract/api/conversations.ts';
import { type Queries, sql, type WorkspaceDb, type WorkspaceId, type WorkspaceTx } from '../../base/index.ts';
import type { Life, LifeFacts } from './types.ts';

interface Row {
  id: string;
  conversation_id: string;
  work_stream_id: string;
  language: string;
  state: WorkItemState;
  state_reason: string;
  state_at: Date;
  opened_at: Date;
  closed_at: Date | null;
  wrap_up_at: Date | null;
  waiting_since: Date | null;
  first_answer_at: Date | null;
  snoozed_until: Date | null;
  last_answer_at: Date | null;
  hours_id: string | null;
  first_answer_minutes: number | null;
  next_answer_minutes: number | null;
  resolution_minutes: number | null;
  silence_of: Life['silenceOf'];
  silent_since: Date | null;
  fired: string[] | null;
  rule_due_at: Date | null;
  paused_since: Date | null;
  paused_ms: string | null;
  next_told_at: Date | null;
  first_answer_due_at: Date | null;
  next_answer_due_at: Date | null;
  resolution_due_at: Date | null;
  sla_due_at: Date | null;
  sla_warn_at: Date | null;
  breached: string[];
}

/** What these work items' times are reckoned from. Their conversations are locked by the caller. */
export async function listFacts(db: WorkspaceDb, workItemIds: readonly string[]): Promise<LifeFacts[]> {
  const rows = await db.rows(sql<Row>`
    select w.id, w.conversation_id, w.work_stream_id, coalesce(w.language, h.language) as language, w.state, w.state_reason, w.state_at, w.opened_at,
      w.closed_at, w.wrap_up_at, w.waiting_since, w.first_answer_at, w.snoozed_until, m.at as last_answer_at,
      coalesce(q.hours_id, h.hours_id) as hours_id,
      (s.settings->>'firstAnswerMinutes')::int as first_answer_minutes,
      (s.settings->>'nextAnswerMinutes')::int as next_answer_minutes,
      (s.settings->>'resolutionMinutes')::int as resolution_minutes,
      l.silence_of, l.silent_since, l.fired, l.rule_due_at, l.paused_since, l.paused_ms, l.next_told_at,
      w.first_answer_due_at, w.next_answer_due_at, w.resolution_due_at, w.sla_due_at, w.sla_warn_at, w.breached
    from work_item w
    join handle h on h.workspace_id = w.workspace_id and h.id = w.handle_id
    join queue q on q.workspace_id = w.workspace_id and q.id = w.queue_id
    join work_stream s on s.workspace_id = w.workspace_id and s.id = w.work_stream_id
    left join work_item_life l on l.workspace_id = w.workspace_id and l.work_item_id = w.id
    left join lateral (
      select at from message m
      where m.workspace_id = w.workspace_id and m.conversation_id = w.conversation_id and m.direction = 'out'
        and m.kind = 'message' and m.author_kind <> 'system' and m.state not in ('failed', 'canceled', 'kept')
      order by m.position desc limit 1) m on w.waiting_since is null
    where w.workspace_id = ${db.workspaceId} and w.id = any(${[...workItemIds]}::text[]) order by w.id`);
  return rows.map((row) => ({
    workItemId: row.id,
    conversationId: row.conversation_id,
    workStreamId: row.work_stream_id,
    language: row.language,
    state: row.state,
    stateReason: row.state_reason,
    stateAt: row.state_at,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    wrapUpAt: row.wrap_up_at,
    waitingSince: row.waiting_since,
    firstAnswerAt: row.first_answer_at,
    snoozedUntil: row.snoozed_until,
    lastAnswerAt: row.last_answer_at,
    hoursId: row.hours_id,
    firstAnswerMinutes: row.first_answer_minutes,
    nextAnswerMinutes: row.next_answer_minutes,
    resolutionMinutes: row.resolution_minutes,
    life: {
      silenceOf: row.silence_of,
      silentSince: row.silent_since,
      fired: row.fired ?? [],
      ruleDueAt: row.rule_due_at,
      pausedSince: row.paused_since,
      pausedMs: Number(row.paused_ms ?? 0),
      nextToldAt: row.next_told_at,
      firstAnswerDueAt: row.first_answer_due_at,
      nextAnswerDueAt: row.next_answer_due_at,
      resolutionDueAt: row.resolution_due_at,
      slaDueAt: row.sla_due_at,
      slaWarnAt: row.sla_warn_at,
      breached: row.breached,
    },
  }));
}

/** Times of a work item, to be kept. */
export interface LifeOf {
  readonly facts: Pick<LifeFacts, 'workItemId' | 'conversationId'>;
  readonly life: Life;
}

/** Keeps what was reckoned, two statements for all of them. */
export async function saveLives(tx: WorkspaceTx, lives: readonly LifeOf[]): Promise<void> {
  if (lives.length === 0) return;
  const rows = lives.map(({ facts, life }) => ({
    ...life,
    id: facts.workItemId,
    talk: facts.conversationId,
  }));
  const json = JSON.stringify(rows);
  await tx.execute(sql`
    insert into work_item_life (workspace_id, work_item_id, conversation_id, silence_of, silent_since, fired,
      rule_due_at, paused_since, paused_ms, next_told_at)
    select ${tx.workspaceId}, t.* from jsonb_to_recordset(${json}::jsonb) as t(id text, talk text, "silenceOf" text,
      "silentSince" timestamptz, fired text[], "ruleDueAt" timestamptz, "pausedSince" timestamptz, "pausedMs" bigint,
      "nextToldAt" timestamptz)
    on conflict (workspace_id, work_item_id) do update set silence_of = excluded.silence_of,
      silent_since = excluded.silent_since, fired = excluded.fired, rule_due_at = excluded.rule_due_at,
      paused_since = excluded.paused_since, paused_ms = excluded.paused_ms, next_told_at = excluded.next_told_at`);
  await tx.execute(sql`
    update work_item w set first_answer_due_at = t."firstAnswerDueAt", next_answer_due_at = t."nextAnswerDueAt",
      resolution_due_at = t."resolutionDueAt", sla_due_at = t."slaDueAt", sla_warn_at = t."slaWarnAt",
      breached = t.breached
    from jsonb_to_recordset(${json}::jsonb) as t(id text, "firstAnswerDueAt" timestamptz,
      "nextAnswerDueAt" timestamptz, "resolutionDueAt" timestamptz, "slaDueAt" timestamptz,
      "slaWarnAt" timestamptz, breached text[])
    where w.workspace_id = ${tx.workspaceId} and w.id = t.id`);
}

export interface DueItem {
  readonly workspace_id: WorkspaceId;
  readonly conversation_id: string;
  readonly id: string;
}

/** Items whose state ends by itself now, of all workspaces. */
export function listCloseDue(db: Queries, now: Date, limit: number): Promise<DueItem[]> {
  return db.rows(sql<DueItem>`
    select workspace_id, conversation_id, id from work_item
    where close_due_at <= ${now} and state <> 'closed' order by close_due_at limit ${limit}`);
}

/** Items with a service level that is missed now. */
export function listLevelsDue(db: Queries, now: Date, limit: number): Promise<DueItem[]> {
  return db.rows(sql<DueItem>`
    select workspace_id, conversation_id, id from work_item
    where sla_due_at <= ${now} order by sla_due_at limit ${limit}`);
}

/** Items with a silence on which a rule acts now. */
export function listRulesDue(db: Queries, now: Date, limit: number): Promise<DueItem[]> {
  return db.rows(sql<DueItem>`
    select workspace_id, conversation_id, work_item_id as id from work_item_life
    where rule_due_at <= ${now} order by rule_due_at limit ${limit}`);
}

/** The set-up changed: the workspace's open items are reckoned again from the first. */
export async function askRefresh(tx: WorkspaceTx): Promise<void> {
  await tx.execute(sql`
    insert into life_refresh (workspace_id) values (${tx.workspaceId})
    on conflict (workspace_id) do update set after_id = ''`);
}

export function listRefreshes(db: Queries): Promise<{ workspace_id: WorkspaceId; after_id: string }[]> {
  return db.rows(sql<{ workspace_id: WorkspaceId; after_id: string }>`
    select workspace_id, after_id from life_refresh order by workspace_id limit 20`);
}

export async function listOpenAfter(
  db: WorkspaceDb,
  afterId: string,
  limit: number,
): Promise<{ readonly id: string; readonly conversation_id: string }[]> {
  return db.rows(sql<{ id: string; conversation_id: string }>`
    select id, conversation_id from work_item
    where workspace_id = ${db.workspaceId} and state <> 'closed' and id > ${afterId} order by id limit ${limit}`);
}

/** Only when nobody asked to begin anew meanwhile. */
export async function advanceRefresh(tx: WorkspaceTx, from: string, to: string | undefined): Promise<void> {
  if (to === undefined) {
    await tx.execute(sql`
      delete from life_refresh where workspace_id = ${tx.workspaceId} and after_id = ${from}`);
    return;
  }
  await tx.execute(sql`
    update life_refresh set after_id = ${to} where workspace_id = ${tx.workspaceId} and after_id = ${from}`);
}

/** The timers of the states, by the work stream's minutes as they are now. The conversations are locked. */
export async function refreshCloseDue(tx: WorkspaceTx, workItemIds: readonly string[]): Promise<void> {
  const standard = standardWorkStreamSettings;
  await tx.execute(sql`
    update work_item w set close_due_at =
      case when w.state = 'wrap_up' then w.state_at else greatest(w.state_at, w.last_at) end
      + make_interval(mins => case w.state
        when 'open' then coalesce((s.settings->>'openCloseMinutes')::int, ${standard.openCloseMinutes}::int)
        when 'active' then coalesce((s.settings->>'activeCloseMinutes')::int, ${standard.activeCloseMinutes}::int)
        when 'waiting' then coalesce((s.settings->>'autoCloseMinutes')::int, ${standard.autoCloseMinutes}::int)
        else coalesce((s.settings->>'wrapUpCloseMinutes')::int, ${standard.wrapUpCloseMinutes}::int) end)
    from work_stream s
    where s.workspace_id = w.workspace_id and s.id = w.work_stream_id and w.workspace_id = ${tx.workspaceId}
      and w.id = any(${[...workItemIds]}::text[]) and w.state <> 'closed' and w.snoozed_until is null`);
}
