import { offerRoutes } from '../../../contract/api/index.ts';
import { route, type WorkspaceDb } from '../../base/index.ts';
import { memberIdOf } from '../../people/index.ts';
import { acceptOffer, declineOffer } from '../offers/answer.ts';
import { listItemsById } from '../items/store.ts';
import { readTerms } from '../offers/terms.ts';
import { listSessionsOfAgent } from '../sessions/store.ts';
import type { Session } from '../sessions/types.ts';
import { readSetup } from '../setup/read.ts';
import { resolveOffers } from '../templates/resolve.ts';
import type { RoutingRouteParts } from './index.ts';

/** What is offered to the caller, and what they have. */
export function addOfferRoutes({ http, db, routing }: RoutingRouteParts): void {
  route(http, offerRoutes.list, async ({ caller }) => {
    const now = routing.clock.now();
    const offers = await resolveOffers(db.workspace(caller.workspaceId), memberIdOf(caller), now);
    const isRunning = ({ expiresAt }: { expiresAt: string }) => expiresAt > now.toISOString();
    return { offers: offers.filter(isRunning), now: now.toISOString() };
  });

  route(http, offerRoutes.accept, ({ params, caller }) =>
    acceptOffer(routing, db.workspace(caller.workspaceId), params.id, memberIdOf(caller)),
  );

  route(http, offerRoutes.decline, ({ params, caller }) =>
    declineOffer(routing, db.workspace(caller.workspaceId), params.id, memberIdOf(caller)),
  );

  route(http, offerRoutes.sessions, async ({ caller }) => {
    const workspace = db.workspace(caller.workspaceId);
    const sessions = await listSessionsOfAgent(workspace, memberIdOf(caller));
    const opening = await findOpening(workspace, sessions, routing.clock.now());
    return {
      sessions: sessions.map((session) => ({
        sessionId: session.id,
        conversationId: session.conversationId,
        workItemId: session.workItemId,
        participation: session.participation,
        how: session.how,
        startedAt: session.startedAt.toISOString(),
        acceptedAt: session.acceptedAt?.toISOString() ?? null,
        opens: opening.has(session.id),
      })),
    };
  });
}

const FRESH_MS = 20_000;

/** Which of these were given just now by a template that opens them by itself. */
async function findOpening(
  db: WorkspaceDb,
  sessions: readonly Session[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const isFresh = ({ how, acceptedAt }: Session) =>
    (how === 'automatic' || how === 'affinity') &&
    acceptedAt !== null &&
    now.getTime() - acceptedAt.getTime() < FRESH_MS;
  const fresh = sessions.filter(isFresh);
  if (fresh.length === 0) return new Set();
  const items = await listItemsById(
    db,
    fresh.map((session) => session.workItemId),
  );
  const termsOf = await readTerms(db, await readSetup(db), items);
  const opening = new Set<string>();
  for (const item of items) if (termsOf(item, 'incoming').autoAccept) opening.add(item.id);
  return new Set(fresh.filter((session) => opening.has(session.workItemId)).map((session) => session.id));
}
