import { sql, type WorkspaceDb } from '../base/index.ts';
import type { AttemptRecord } from './delivery-store.ts';

export interface LoggedDelivery {
  readonly seq: string;
  readonly eventId: string;
  readonly type: string;
  readonly conversationId: string | null;
  readonly origin: 'event' | 'replay';
  readonly state: 'waiting' | 'delivered' | 'dead' | 'dropped' | 'resent';
  readonly tries: number;
  readonly at: Date;
  readonly queuedAt: Date;
  readonly dueAt: Date | null;
  readonly finishedAt: Date | null;
  readonly last: AttemptRecord | null;
}

const columns = sql`seq, event_id as "eventId", type, conversation_id as "conversationId", origin, state, tries, at,
  queued_at as "queuedAt", due_at as "dueAt", finished_at as "finishedAt", attempts -> -1 as last`;

export interface DeliveryFilter {
  readonly state?: string | undefined;
  readonly type?: string | undefined;
  readonly conversationId?: string | undefined;
  readonly eventId?: string | undefined;
  /** The one or the other. */
  readonly find?: string | undefined;
}

/** The log of an endpoint, newest first, before a number. */
export function listDeliveries(
  db: WorkspaceDb,
  endpointId: string,
  filter: DeliveryFilter,
  before: string | undefined,
  limit: number,
): Promise<LoggedDelivery[]> {
  const { state, type, conversationId, eventId, find } = filter;
  return db.rows(sql<LoggedDelivery>`
    select ${columns} from webhook_delivery
    where workspace_id = ${db.workspaceId} and endpoint_id = ${endpointId}
      ${before === undefined ? sql`` : sql`and seq < ${before}`}
      ${state === undefined ? sql`` : sql`and state = ${sql.lit(state)}`}
      ${type === undefined ? sql`` : sql`and type = ${type}`}
      ${conversationId === undefined ? sql`` : sql`and conversation_id = ${conversationId}`}
      ${eventId === undefined ? sql`` : sql`and event_id = ${eventId}`}
      ${find === undefined ? sql`` : sql`and (event_id = ${find} or conversation_id = ${find})`}
    order by seq desc limit ${limit}`);
}

export function findDelivery(
  db: WorkspaceDb,
  endpointId: string,
  seq: string,
): Promise<
  (LoggedDelivery & { readonly attempts: AttemptRecord[]; readonly body: string | null }) | undefined
> {
  return db.findRow(sql<LoggedDelivery & { attempts: AttemptRecord[]; body: string | null }>`
    select ${columns}, attempts, body from webhook_delivery
    where workspace_id = ${db.workspaceId} and endpoint_id = ${endpointId} and seq = ${seq}`);
}

export interface EndpointCounts {
  readonly endpointId: string;
  readonly waiting: number;
  readonly waitingSince: Date | null;
  readonly dead: number;
  readonly delivered: number;
  readonly failedTries: number;
}

const MOST_COUNTED = 10_000;

/** How each endpoint of a workspace fares. What waits and what is dead is counted to 10,000. */
export function countDeliveries(db: WorkspaceDb, dayAgo: Date): Promise<EndpointCounts[]> {
  const counted = (state: 'waiting' | 'dead') => sql`
    (select count(*) from (
      select 1 from webhook_delivery d
      where d.workspace_id = e.workspace_id and d.endpoint_id = e.id and d.state = ${sql.lit(state)}
      limit ${MOST_COUNTED}) x)::int`;
  return db.rows(sql<EndpointCounts>`
    select e.id as "endpointId", ${counted('waiting')} as waiting, ${counted('dead')} as dead,
      (select d.queued_at from webhook_delivery d
        where d.workspace_id = e.workspace_id and d.endpoint_id = e.id and d.state = 'waiting'
        order by d.seq limit 1) as "waitingSince",
      coalesce(h.delivered, 0)::int as delivered, coalesce(h.failed, 0)::int as "failedTries"
    from webhook_endpoint e
    left join lateral (
      select sum(delivered) as delivered, sum(failed) as failed from webhook_hour h
      where h.workspace_id = e.workspace_id and h.endpoint_id = e.id and h.hour > ${dayAgo}) h on true
    where e.workspace_id = ${db.workspaceId}`);
}

/** Of what was last tried: so many are looked at. */
const MOST_LOOKED_AT = 500;

/** The newest try that failed, among the last deliveries. */
export async function findLastError(
  db: WorkspaceDb,
  endpointId: string,
): Promise<{ readonly at: string; readonly error: string } | undefined> {
  const found = await db.findRow(sql<{ last: AttemptRecord }>`
    select last from (
      select seq, attempts -> -1 as last from webhook_delivery
      where workspace_id = ${db.workspaceId} and endpoint_id = ${endpointId} order by seq desc
      limit ${MOST_LOOKED_AT}) d
    where last ->> 'error' is not null order by seq desc limit 1`);
  const { at, error } = found?.last ?? {};
  return at !== undefined && error ? { at, error } : undefined;
}
