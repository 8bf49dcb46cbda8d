import { routingErrors } from '../../../contract/errors/routing.ts';
import { AppError, newId, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import { lockConversation } from '../../conversations/index.ts';
import { settleAgents } from '../agents/settle.ts';
import { lockAgents } from '../agents/store.ts';
import { sessionChanged } from '../book.ts';
import type { RoutingDeps } from '../deps.ts';
import { offerEnd } from '../offers/terms.ts';
import { readSetup } from '../setup/read.ts';
import type { WorkItem } from '../types.ts';
import { deleteHoldsOf, insertHolds } from './hold-store.ts';
import { acceptSession, endSession, findSession, insertSessions } from './store.ts';
import type { Session, SessionEnd } from './types.ts';

export interface SideSession {
  readonly memberId: string;
  readonly participation: 'consult' | 'monitor';
  /** The member is asked first. */
  readonly offered: boolean;
  readonly by: string | null;
}

/**
 * A colleague comes in beside the agent who answers: asked for advice, or looking on. It takes capacity only where the
 * workspace says so. The item's conversation is locked by the caller.
 */
export async function beginSideSession(
  deps: RoutingDeps,
  tx: WorkspaceTx,
  item: WorkItem,
  side: SideSession,
): Promise<Session> {
  const [setup, now] = [await readSetup(tx), deps.clock.now()];
  const { memberId: agentId, participation, offered, by } = side;
  const session: Session = {
    id: newId(),
    workItemId: item.id,
    conversationId: item.conversationId,
    agentId,
    participation,
    state: offered ? 'offered' : 'accepted',
    how: participation === 'consult' ? 'consulted' : 'monitored',
    queueId: item.queueId,
    handleId: item.handleId,
    byMemberId: by,
    startedAt: now,
    offeredAt: offered ? now : null,
    expiresAt: offered ? await offerEnd(tx, setup, item, 'consult', now) : null,
    acceptedAt: offered ? null : now,
    endedAt: null,
    endReason: null,
  };
  await insertSessions(tx, [session]);
  deps.log.append(tx, [sessionChanged(session, session.state, null)]);
  if (participation === 'consult' && setup.distribution.consultTakesCapacity) {
    const agents = await lockAgents(tx, [agentId], now);
    const { units, profileIds, id: workItemId } = item;
    const hold = { id: newId(), memberId: agentId, workItemId, sessionId: session.id, units, profileIds };
    const state = offered ? 'offered' : 'active';
    await insertHolds(tx, [{ ...hold, kind: 'consulted', state, untilAt: null }], now);
    const change = new Map([[agentId, { assigned: true, accepted: !offered, released: false }]]);
    deps.log.append(tx, await settleAgents(tx, setup, agents, change, now));
  }
  return session;
}

/** @throws AppError offer_gone */
export async function acceptSide(deps: RoutingDeps, db: WorkspaceDb, session: Session): Promise<void> {
  await db.transaction(async (tx) => {
    await lockConversation(tx, session.conversationId);
    const now = deps.clock.now();
    const offer = await findSession(tx, session.id);
    if (offer?.state === 'accepted') return;
    if (offer?.state !== 'offered' || (offer.expiresAt !== null && offer.expiresAt <= now)) {
      throw new AppError(routingErrors.offer_gone);
    }
    await acceptSession(tx, session.id, now);
    deps.log.append(tx, [sessionChanged(offer, 'accepted', null)]);
  });
}

/** Ends a colleague's part, or the question whether they want to come in. Does nothing when it is over. */
export async function endSide(
  deps: RoutingDeps,
  db: WorkspaceDb,
  session: Session,
  reason: SessionEnd,
): Promise<void> {
  await db.transaction(async (tx) => {
    await lockConversation(tx, session.conversationId);
    const [setup, now] = [await readSetup(tx), deps.clock.now()];
    if (!(await endSession(tx, session.id, reason, now))) return;
    deps.log.append(tx, [sessionChanged(session, 'ended', reason)]);
    const agents = await lockAgents(tx, [session.agentId], now);
    await deleteHoldsOf(tx, [session.id]);
    const change = new Map([[session.agentId, { assigned: false, accepted: false, released: true }]]);
    deps.log.append(tx, await settleAgents(tx, setup, agents, change, now));
  });
}
