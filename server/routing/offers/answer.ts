import { routingErrors } from '../../../contract/errors/routing.ts';
import { AppError, type WorkspaceDb, type WorkspaceTx } from '../../base/index.ts';
import { assignedLine, type Around, changeLive, type Decision } from '../commands/change-live.ts';
import { step } from '../change.ts';
import type { RoutingDeps } from '../deps.ts';
import { presence } from '../agents/presence.ts';
import { setPresenceOf } from '../presence/set.ts';
import { acceptSide, endSide } from '../sessions/side.ts';
import { findSession } from '../sessions/store.ts';
import type { Session, SessionEnd } from '../sessions/types.ts';
import type { StoredWorkItem } from '../types.ts';
import { countRefusals } from './refusal-store.ts';
import { scenarioOf } from '../templates/choose.ts';
import { readTerms } from './terms.ts';

/**
 * Accepts an offer. Twice is once; an offer that ran out by the server's time is gone whatever the screen says.
 * @throws AppError offer_gone, offer_not_found
 */
export async function acceptOffer(
  deps: RoutingDeps,
  db: WorkspaceDb,
  sessionId: string,
  memberId: string,
): Promise<{ conversationId: string }> {
  const session = await ownSession(db, sessionId, memberId);
  const { conversationId } = session;
  if (session.participation !== 'primary') {
    await acceptSide(deps, db, session);
    return { conversationId };
  }
  await changeLive(deps, db, conversationId, memberId, async (before, { tx, now }) => {
    const offer = await needRunning(tx, sessionId);
    if (offer.state === 'accepted') return { item: before };
    if (isOver(offer, now)) throw new AppError(routingErrors.offer_gone);
    const owned = { ...before, assigneeId: memberId, offeredTo: null };
    // Handed over: it counts when it has happened.
    const transfers = before.transfers + (offer.how === 'transferred' ? 1 : 0);
    return {
      item: { ...step(owned, 'accepted', now), transfers },
      endReason: 'agent_transferred',
      lines: [assignedLine(before, memberId)],
    };
  });
  return { conversationId };
}

/**
 * Declines an offer: the item goes on to the next agent at once. Twice is once.
 * @throws AppError offer_gone, offer_not_found, offer_not_declinable
 */
export async function declineOffer(
  deps: RoutingDeps,
  db: WorkspaceDb,
  sessionId: string,
  memberId: string,
): Promise<void> {
  const session = await ownSession(db, sessionId, memberId);
  if (session.endReason === 'agent_reject') return;
  if (session.participation !== 'primary') return endSide(deps, db, session, 'agent_reject');
  await db.transaction(async (tx) => {
    await endOffer(deps, tx, session, 'agent_reject');
    await setPresenceOf(deps, tx, memberId, (agent, setup) =>
      setup.distribution.declineMakesBusy && agent.connected ? presence('do_not_disturb', true) : undefined,
    );
  });
}

const EVENT_OF = {
  agent_reject: 'declined',
  agent_timeout: 'timed_out',
  agent_disconnected: 'taken_back',
} as const;

const HANDOVER_ENDS = {
  agent_reject: 'handover_declined',
  agent_timeout: 'handover_missed',
  agent_disconnected: 'handover_missed',
} as const;

/**
 * Ends an offer without a yes: the item is open again, or stays with whoever hands it over.
 * @throws AppError offer_gone, offer_not_declinable
 */
export async function endOffer(
  deps: RoutingDeps,
  db: WorkspaceDb,
  session: Session,
  reason: keyof typeof EVENT_OF,
): Promise<StoredWorkItem> {
  const by = reason === 'agent_reject' ? session.agentId : null;
  return changeLive(deps, db, session.conversationId, by, async (before, around) => {
    const offer = await needRunning(around.tx, session.id);
    if (offer.state !== 'offered') throw new AppError(routingErrors.offer_gone);
    if (reason === 'agent_reject') await checkDeclinable(before, offer, around);
    return offerEnded(before, reason, around);
  });
}

async function offerEnded(
  before: StoredWorkItem,
  endReason: SessionEnd & keyof typeof EVENT_OF,
  { tx, setup, now }: Around,
): Promise<Decision> {
  const free = { ...before, offeredTo: null };
  // It was to be handed over: whoever has it keeps it, and the thread says why.
  if (before.assigneeId !== null) {
    const what = HANDOVER_ENDS[endReason];
    return { item: free, endReason, lines: [{ what, facts: { to: before.offeredTo } }] };
  }
  const item = step(free, EVENT_OF[endReason], now);
  const refusals = await countRefusals(tx, before.id);
  const isHeldBack = refusals + 1 >= setup.distribution.agentsPerItem && endReason !== 'agent_disconnected';
  return { item: { ...item, heldBack: isHeldBack ? 'declined_by_many' : item.heldBack }, endReason };
}

async function checkDeclinable(before: StoredWorkItem, offer: Session, { tx, setup }: Around): Promise<void> {
  const termsOf = await readTerms(tx, setup, [before]);
  if (!termsOf(before, scenarioOf(offer.how)).canDecline)
    throw new AppError(routingErrors.offer_not_declinable);
}

function isOver(offer: Session, now: Date): boolean {
  return offer.expiresAt !== null && offer.expiresAt <= now;
}

async function ownSession(db: WorkspaceDb, sessionId: string, memberId: string): Promise<Session> {
  const session = await findSession(db, sessionId);
  if (session?.agentId !== memberId) throw new AppError(routingErrors.offer_not_found);
  return session;
}

async function needRunning(tx: WorkspaceTx, sessionId: string): Promise<Session> {
  const session = await findSession(tx, sessionId);
  if (!session || session.state === 'ended') throw new AppError(routingErrors.offer_gone);
  return session;
}
