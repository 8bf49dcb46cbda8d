import { type Queries, sql, type WorkspaceId } from '../../base/index.ts';
import { type Session } from '../sessions/types.ts';

export type DueOffer = Session & { readonly workspaceId: WorkspaceId };

const columns = sql`s.id, s.work_item_id as "workItemId", s.conversation_id as "conversationId",
  s.agent_id as "agentId", s.participation, s.state, s.how, s.queue_id as "queueId", s.handle_id as "handleId",
  s.by_member_id as "byMemberId", s.started_at as "startedAt", s.offered_at as "offeredAt",
  s.expires_at as "expiresAt", s.accepted_at as "acceptedAt", s.ended_at as "endedAt", s.end_reason as "endReason"`;

/** Offers that have run out, of all workspaces, longest overdue first. */
export function listDueOffers(db: Queries, now: Date, limit: number): Promise<DueOffer[]> {
  return db.rows(sql<DueOffer>`
    select s.workspace_id as "workspaceId", ${columns}
    from session s where s.state = 'offered' and s.expires_at <= ${now} order by s.expires_at limit ${limit}`);
}

/**
 * Offers that routing made to agents whose last browser went before a time. What a person asked of them waits for its
 * countdown: they may come back.
 */
export function listStrandedOffers(db: Queries, before: Date, limit: number): Promise<DueOffer[]> {
  return db.rows(sql<DueOffer>`
    select s.workspace_id as "workspaceId", ${columns}
    from session s
    join agent_state a on a.workspace_id = s.workspace_id and a.member_id = s.agent_id and not a.connected
    where s.state = 'offered' and s.how in ('automatic', 'affinity') and (a.left_at is null or a.left_at <= ${before})
    limit ${limit}`);
}

/** When the next offer runs out that has not run out yet. */
export async function nextOfferEnd(db: Queries, now: Date): Promise<Date | null> {
  const row = await db.findRow(sql<{ at: Date }>`
    select expires_at as at from session where state = 'offered' and expires_at > ${now}
    order by expires_at limit 1`);
  return row?.at ?? null;
}
