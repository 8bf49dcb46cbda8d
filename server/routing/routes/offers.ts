import { offerRoutes } from '../../../contract/api/index.ts';
import { route } from '../../base/index.ts';
import { memberIdOf } from '../../people/index.ts';
import { acceptOffer, declineOffer } from '../offers/answer.ts';
import { listSessionsOfAgent } from '../sessions/store.ts';
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
    const sessions = await listSessionsOfAgent(db.workspace(caller.workspaceId), memberIdOf(caller));
    return {
      sessions: sessions.map((session) => ({
        sessionId: session.id,
        conversationId: session.conversationId,
        workItemId: session.workItemId,
        participation: session.participation,
        how: session.how,
        startedAt: session.startedAt.toISOString(),
        acceptedAt: session.acceptedAt?.toISOString() ?? null,
      })),
    };
  });
}
