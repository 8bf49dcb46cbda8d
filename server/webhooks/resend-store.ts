import { sql, type WorkspaceTx } from '../base/index.ts';
import type { ResendRange } from './resend.ts';

export interface ResentRows {
  readonly resent: number;
  /** There are more behind this one. */
  readonly next: string | null;
}

export async function findState(
  tx: WorkspaceTx,
  endpointId: string,
  seq: string,
): Promise<string | undefined> {
  const row = await tx.findRow(sql<{ state: string }>`
    select state from webhook_delivery
    where workspace_id = ${tx.workspaceId} and endpoint_id = ${endpointId} and seq = ${seq}`);
  return row?.state;
}

type Wanted = { readonly kind: 'one'; readonly seq: string } | (ResendRange & { readonly kind: 'range' });

/**
 * Queues deliveries again under new numbers, in their order. Of a replay nothing is copied in a range: its original is
 * there as well. What erasure took meanwhile is gone.
 */
export async function copyDeliveries(
  tx: WorkspaceTx,
  endpointId: string,
  wanted: Wanted,
  now: Date,
  most: number,
): Promise<ResentRows> {
  const which =
    wanted.kind === 'one'
      ? sql`d.seq = ${wanted.seq}`
      : sql`d.seq > ${wanted.after ?? '0'} and d.at >= ${wanted.from} and d.at < ${wanted.to}
          and ${wanted.only === 'dead' ? sql`d.state = 'dead'` : sql`d.state <> 'waiting' and d.origin = 'event'`}`;
  const row = await tx.row(sql<{ resent: number; last: string | null }>`
    with old as (
      select seq, row_number() over (order by seq) as nth from (
        select d.seq from webhook_delivery d
        where d.workspace_id = ${tx.workspaceId} and d.endpoint_id = ${endpointId} and ${which}
        order by d.seq limit ${most}) d
    ), counted as (
      select count(*) as count from old
    ), head as (
      update webhook_head h set seq = h.seq + counted.count from counted
      where h.workspace_id = ${tx.workspaceId} and h.endpoint_id = ${endpointId}
      returning h.seq - counted.count as before
    ), revived as (
      update webhook_delivery d set state = 'resent' from old
      where d.workspace_id = ${tx.workspaceId} and d.endpoint_id = ${endpointId} and d.seq = old.seq and d.state = 'dead'
      returning 1
    ), copied as (
      insert into webhook_delivery (workspace_id, endpoint_id, seq, event_id, type, conversation_id, message_id, refs, at,
        origin, queued_at, state)
      select d.workspace_id, d.endpoint_id, head.before + old.nth, d.event_id, d.type, d.conversation_id, d.message_id,
        d.refs, d.at, 'replay', ${now}, 'waiting'
      from old cross join head
      join webhook_delivery d on d.workspace_id = ${tx.workspaceId} and d.endpoint_id = ${endpointId}
        and d.seq = old.seq
      returning 1
    )
    select (select count(*) from copied)::int as resent, (select max(seq) from old)::text as last`);
  return { resent: row.resent, next: row.resent >= most ? row.last : null };
}
