import type { Db } from '../../base/index.ts';
import { presence } from '../agents/presence.ts';
import type { RoutingDeps } from '../deps.ts';
import { setPresenceOf } from '../presence/set.ts';
import { endSide } from '../sessions/side.ts';
import { endOffer } from './answer.ts';
import { listDueOffers, nextOfferEnd } from './due-store.ts';
import { isGone } from './gone.ts';

const BATCH = 100;

/** Ends offers that nobody answered in time; answers when the next one runs out. Safe to run in several processes. */
export async function expireOffers(deps: RoutingDeps, db: Db): Promise<Date | null> {
  for (let due = await listDueOffers(db, deps.clock.now(), BATCH); due.length > 0; ) {
    for (const { workspaceId, ...offer } of due) {
      const workspace = db.workspace(workspaceId);
      if (offer.participation !== 'primary') {
        await endSide(deps, workspace, offer, 'agent_timeout');
        continue;
      }
      await workspace
        .transaction(async (tx) => {
          await endOffer(deps, tx, offer, 'agent_timeout');
          await setPresenceOf(deps, tx, offer.agentId, (agent, setup) =>
            setup.distribution.missedMakesInactive && agent.connected ? presence('inactive') : undefined,
          );
        })
        .catch(isGone);
    }
    due = due.length === BATCH ? await listDueOffers(db, deps.clock.now(), BATCH) : [];
  }
  return nextOfferEnd(db, deps.clock.now());
}
