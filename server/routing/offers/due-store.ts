import { type Queries, sql, type WorkspaceId } from '../../base/index.ts';
import { type Session } from '../sessions/types.ts';

export type DueOffer = Session & { readonly workspaceId: WorkspaceId };

/** Offers that have run out, of all workspaces, longest overdue first. */
export function listDueOffers(db: Queries, now: Date, limit: number): Promise<DueOffer[]> {
  return db.rows(sql<DueOffer>`
    select workspace_id as "workspaceId", id, work_item_id as "workItemId", conversation_id as "conversationId",
      agent_id as "agentId", participation, state, how, queue_id as "queueId", handle_id as "handleId",
      by_member_id as "byMemberId", started_at as "startedAt", offered_at as "offeredAt", expires_at as "expiresAt",
      accepted_at as "acceptedAt", ended_at as "endedAt", end_reason as "endReason"
    from session where state = 'offered' and expires_at <= ${now} order by expires_at limit ${limit}`);
}

/** When the next offer runs out that has not run out yet. */
export async function nextOfferEnd(db: Queries, now: Date): Promise<Date | null> {
  const row = await db.findRow(sql<{ at: Date }>`
    select expires_at as at from session where state = 'offered' and expires_at > ${now}
    order by expires_at limit 1`);
  return row?.at ?? null;
}
