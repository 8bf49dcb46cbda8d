import { type Db, type Queries, sql, type WorkspaceDb, type WorkspaceTx } from '../base/index.ts';
import type { Waiting } from './lanes.ts';
import type { WebhookFact } from './types.ts';

export interface NewDelivery {
  readonly endpointId: string;
  readonly fact: WebhookFact;
}

/**
 * Adds deliveries in the given order; the numbers are taken last, under a lock that is held to the commit, so that
 * whoever has read up to a number has missed nothing below it. One lock after the other, by id: no deadlock.
 */
export async function insertDeliveries(
  tx: WorkspaceTx,
  deliveries: readonly NewDelivery[],
  now: Date,
): Promise<void> {
  const counts = new Map<string, number>();
  const rows = deliveries.map(({ endpointId, fact }) => {
    const nth = (counts.get(endpointId) ?? 0) + 1;
    counts.set(endpointId, nth);
    return { endpointId, fact, nth };
  });
  await tx.execute(sql`
    with head as (
      insert into webhook_head as h (workspace_id, endpoint_id, seq)
      select ${tx.workspaceId}, c.endpoint_id, c.count from unnest(
        ${[...counts.keys()]}::text[], ${[...counts.values()]}::bigint[]) as c (endpoint_id, count)
      order by 2
      on conflict (workspace_id, endpoint_id) do update set seq = h.seq + excluded.seq
      returning endpoint_id, seq
    )
    insert into webhook_delivery (workspace_id, endpoint_id, seq, event_id, type, conversation_id, message_id, refs, at,
      origin, queued_at, state)
    select ${tx.workspaceId}, r.endpoint_id, head.seq - r.back, r.event_id, r.type, r.conversation_id, r.message_id,
      r.refs, r.at, 'event', ${now}, 'waiting'
    from unnest(
      ${rows.map((row) => row.endpointId)}::text[],
      ${rows.map((row) => (counts.get(row.endpointId) ?? 0) - row.nth)}::bigint[],
      ${rows.map((row) => row.fact.id)}::text[],
      ${rows.map((row) => row.fact.type)}::text[],
      ${rows.map((row) => row.fact.conversationId)}::text[],
      ${rows.map((row) => row.fact.refs['messageId'] ?? null)}::text[],
      ${rows.map((row) => JSON.stringify(row.fact.refs))}::jsonb[],
      ${rows.map((row) => row.fact.createdAt)}::timestamptz[]
    ) as r (endpoint_id, back, event_id, type, conversation_id, message_id, refs, at)
    join head using (endpoint_id)`);
}

/** A delivery whose turn comes. */
export interface WaitingDelivery extends Waiting {
  readonly eventId: string;
  readonly type: string;
  readonly refs: Readonly<Record<string, string>>;
  readonly at: Date;
  readonly tries: number;
  readonly firstTryAt: Date | null;
  readonly triedAt: Date | null;
  readonly queuedAt: Date;
}

const waitingColumns = sql`seq, event_id as "eventId", type, conversation_id as "conversationId", refs, at, tries,
  first_try_at as "firstTryAt", tried_at as "triedAt", queued_at as "queuedAt", due_at as "dueAt"`;

/** What waits behind a number, in order. */
export function listWaiting(
  db: WorkspaceDb,
  endpointId: string,
  after: string,
  limit: number,
): Promise<WaitingDelivery[]> {
  return db.rows(sql<WaitingDelivery>`
    select ${waitingColumns} from webhook_delivery
    where workspace_id = ${db.workspaceId} and endpoint_id = ${endpointId} and state = 'waiting' and seq > ${after}
    order by seq limit ${limit}`);
}

/** Of one conversation: what waits behind a number, up to another. */
export function listWaitingOf(
  db: WorkspaceDb,
  endpointId: string,
  conversationId: string,
  range: { readonly after: string; readonly upTo: string },
  limit: number,
): Promise<WaitingDelivery[]> {
  return db.rows(sql<WaitingDelivery>`
    select ${waitingColumns} from webhook_delivery
    where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId} and endpoint_id = ${endpointId}
      and state = 'waiting' and seq > ${range.after} and seq <= ${range.upTo}
    order by seq limit ${limit}`);
}

export interface EndpointKey {
  readonly workspaceId: string;
  readonly endpointId: string;
}

/** Endpoints to which something is to be sent, or that are to be looked at: one look into an index for each. */
export async function listEndpointsWithWork(db: Db, now: Date): Promise<EndpointKey[]> {
  return db.rows(sql<EndpointKey>`
    select e.workspace_id as "workspaceId", e.id as "endpointId" from webhook_endpoint e
    where (e.state = 'active' or e.probe_at <= ${now}) and exists (
      select 1 from webhook_delivery d
      where d.workspace_id = e.workspace_id and d.endpoint_id = e.id and d.state = 'waiting')`);
}

/** One try, as the log keeps it. */
export interface AttemptRecord {
  readonly at: string;
  readonly tookMs: number;
  /** Of the answer; null: there was none. */
  readonly status: number | null;
  /** Why there was none, or none that counts; null: it went well. */
  readonly error: string | null;
  /** The beginning of the answer's body. */
  readonly response: string | null;
}

/** What became of a try. */
export interface Mark {
  readonly workspaceId: string;
  readonly endpointId: string;
  readonly seq: string;
  readonly state: 'waiting' | 'delivered' | 'dead' | 'dropped';
  readonly tries: number;
  readonly firstTryAt: Date | null;
  readonly triedAt: Date | null;
  readonly dueAt: Date | null;
  readonly finishedAt: Date | null;
  readonly attempt: AttemptRecord | null;
  readonly body: string | null;
  /** Start of the hour that it counts in. */
  readonly hour: Date;
}

/** Of the tries in between, so many are kept beside the first. */
const MOST_ATTEMPTS = 30;

/** Writes what became of tries, whatever their workspace, in one statement, and counts them by the hour. */
export async function markDeliveries(db: Queries, marks: readonly Mark[]): Promise<void> {
  await db.execute(sql`
    with mark as (
      select * from unnest(
        ${marks.map((one) => one.workspaceId)}::text[],
        ${marks.map((one) => one.endpointId)}::text[],
        ${marks.map((one) => one.seq)}::bigint[],
        ${marks.map((one) => one.state)}::text[],
        ${marks.map((one) => one.tries)}::smallint[],
        ${marks.map((one) => one.firstTryAt)}::timestamptz[],
        ${marks.map((one) => one.triedAt)}::timestamptz[],
        ${marks.map((one) => one.dueAt)}::timestamptz[],
        ${marks.map((one) => one.finishedAt)}::timestamptz[],
        ${marks.map((one) => (one.attempt ? JSON.stringify(one.attempt) : null))}::jsonb[],
        ${marks.map((one) => one.body)}::text[],
        ${marks.map((one) => one.hour)}::timestamptz[]
      ) as m (workspace_id, endpoint_id, seq, state, tries, first_try_at, tried_at, due_at, finished_at, attempt, body,
        hour)
    ), marked as (
      update webhook_delivery d set state = m.state, tries = m.tries, first_try_at = m.first_try_at,
        tried_at = m.tried_at, due_at = m.due_at, finished_at = m.finished_at, body = coalesce(m.body, d.body),
        attempts = case
          when m.attempt is null then d.attempts
          when jsonb_array_length(d.attempts) >= ${MOST_ATTEMPTS} then (d.attempts - 1) || m.attempt
          else d.attempts || m.attempt end
      from mark m
      where d.workspace_id = m.workspace_id and d.endpoint_id = m.endpoint_id and d.seq = m.seq and d.state = 'waiting'
      returning m.workspace_id, m.endpoint_id, m.hour, m.state, m.attempt is not null as tried
    )
    insert into webhook_hour as h (workspace_id, endpoint_id, hour, delivered, failed, dead)
    select workspace_id, endpoint_id, hour, count(*) filter (where state = 'delivered'),
      count(*) filter (where tried and state <> 'delivered'), count(*) filter (where state = 'dead')
    from marked group by 1, 2, 3 order by 1, 2, 3
    on conflict (workspace_id, endpoint_id, hour) do update set delivered = h.delivered + excluded.delivered,
      failed = h.failed + excluded.failed, dead = h.dead + excluded.dead`);
}
