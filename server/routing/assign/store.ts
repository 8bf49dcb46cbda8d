import { type Queries, sql, type WorkspaceDb, type WorkspaceId, type WorkspaceTx } from '../../base/index.ts';

/** One assigner of a workspace decides at a time: the others wait here. */
export async function lockAssigner(tx: WorkspaceTx): Promise<void> {
  const lock = () =>
    tx.findRow(sql`select 1 from assigner where workspace_id = ${tx.workspaceId} for update`);
  if (await lock()) return;
  await tx.execute(
    sql`insert into assigner (workspace_id) values (${tx.workspaceId}) on conflict do nothing`,
  );
  await lock();
}

/** The same words as the index work_item_to_assign. */
const toAssign = sql`w.state = 'open' and w.mode = 'push' and w.assignee_id is null and w.offered_to is null
  and w.held_back is null`;
const rank = sql`(case w.priority when 'urgent' then 1 when 'high' then 2 when 'normal' then 3 else 4 end)`;

/** Which of these queues have something to assign. */
export async function listBusyQueues(db: WorkspaceDb, queueIds: readonly string[]): Promise<string[]> {
  const rows = await db.rows(sql<{ id: string }>`
    select q.id from unnest(${[...queueIds]}::text[]) as q(id)
    where exists (
      select 1 from work_item w where w.workspace_id = ${db.workspaceId} and w.queue_id = q.id and ${toAssign})`);
  return rows.map((row) => row.id);
}

/** A place in a queue's order; items behind it come next. */
export interface Place {
  readonly rank: number;
  readonly orderedAt: Date;
  readonly id: string;
}

export interface Waiting extends Place {
  readonly conversationId: string;
  readonly queueId: string;
}

export interface QueueToRead {
  readonly queueId: string;
  readonly byPriority: boolean;
  readonly after: Place | null;
}

/** The first items of each queue in its own order, at most `limit` of each. */
export async function listWaiting(
  db: WorkspaceDb,
  queues: readonly QueueToRead[],
  limit: number,
): Promise<Waiting[]> {
  const [ranked, aged] = [queues.filter((one) => one.byPriority), queues.filter((one) => !one.byPriority)];
  return [...(await listRanked(db, ranked, limit)), ...(await listAged(db, aged, limit))];
}

const START = { rank: 0, orderedAt: new Date(0), id: '' };

function places(queues: readonly QueueToRead[]): string {
  return JSON.stringify(queues.map(({ queueId, after }) => ({ queueId, ...(after ?? START) })));
}

const asPlaces = sql`as q("queueId" text, rank int, "orderedAt" timestamptz, id text)`;
const found = sql`w.id, w.conversation_id as "conversationId", q."queueId", w."orderedAt"`;

async function listRanked(
  db: WorkspaceDb,
  queues: readonly QueueToRead[],
  limit: number,
): Promise<Waiting[]> {
  if (queues.length === 0) return [];
  return db.rows(sql<Waiting>`
    select ${found}, w.rank from jsonb_to_recordset(${places(queues)}::jsonb) ${asPlaces}, lateral (
      select w.id, w.conversation_id, w.ordered_at as "orderedAt", ${rank} as rank from work_item w
      where w.workspace_id = ${db.workspaceId} and w.queue_id = q."queueId" and ${toAssign}
        and (${rank}, w.ordered_at, w.id) > (q.rank, q."orderedAt", q.id)
      order by ${rank}, w.ordered_at, w.id limit ${limit}) w`);
}

async function listAged(db: WorkspaceDb, queues: readonly QueueToRead[], limit: number): Promise<Waiting[]> {
  if (queues.length === 0) return [];
  return db.rows(sql<Waiting>`
    select ${found}, 0 as rank from jsonb_to_recordset(${places(queues)}::jsonb) ${asPlaces}, lateral (
      select w.id, w.conversation_id, w.ordered_at as "orderedAt" from work_item w
      where w.workspace_id = ${db.workspaceId} and w.queue_id = q."queueId" and ${toAssign}
        and (w.ordered_at, w.id) > (q."orderedAt", q.id)
      order by w.ordered_at, w.id limit ${limit}) w`);
}

/** Items that wait for the agent they had, while only that one is asked. They go before all others. */
export function listFamiliar(
  db: WorkspaceDb,
  now: Date,
  limit: number,
): Promise<(Waiting & { affinityId: string })[]> {
  return db.rows(sql<Waiting & { affinityId: string }>`
    select w.id, w.conversation_id as "conversationId", w.queue_id as "queueId", w.ordered_at as "orderedAt", 0 as rank,
      w.affinity_id as "affinityId"
    from work_item w
    where w.affinity_until is not null and w.affinity_until > ${now} and w.workspace_id = ${db.workspaceId}
      and ${toAssign}
    order by w.affinity_until limit ${limit}`);
}

/** Locks those of these conversations that nobody works on, in the order of their ids. */
export async function lockFree(tx: WorkspaceTx, conversationIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.rows(sql<{ id: string }>`
    select id from conversation where workspace_id = ${tx.workspaceId} and id = any(${[...conversationIds]}::text[])
    order by id for update skip locked`);
  return new Set(rows.map((row) => row.id));
}

export async function listTurns(
  db: WorkspaceDb,
  queueIds: readonly string[],
): Promise<{ queueId: string; memberId: string; at: Date }[]> {
  if (queueIds.length === 0) return [];
  return db.rows(sql<{ queueId: string; memberId: string; at: Date }>`
    select queue_id as "queueId", member_id as "memberId", assigned_at as at from queue_turn
    where workspace_id = ${db.workspaceId} and queue_id = any(${[...queueIds]}::text[])`);
}

/** Workspaces where something waits to be given to somebody; at most 1,000. */
export async function listWaitingWorkspaces(db: Queries): Promise<WorkspaceId[]> {
  const rows = await db.rows(sql<{ id: WorkspaceId }>`
    select w.id from workspace w where exists (
      select 1 from work_item where workspace_id = w.id and state = 'open' and mode = 'push' and assignee_id is null
        and offered_to is null and held_back is null)
    limit 1000`);
  return rows.map((row) => row.id);
}

/** What was last written of why an item waits, by item. */
export async function listLastOutcomes(
  db: WorkspaceDb,
  workItemIds: readonly string[],
): Promise<Map<string, unknown>> {
  const rows = await db.rows(sql<{ id: string; body: unknown }>`
    select i.id, t.body from unnest(${[...workItemIds]}::text[]) as i(id), lateral (
      select body from routing_trace
      where workspace_id = ${db.workspaceId} and work_item_id = i.id and stage = 'assignment'
      order by id desc limit 1) t`);
  return new Map(rows.map((row) => [row.id, row.body]));
}
