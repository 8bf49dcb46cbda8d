import type { FastifyInstance } from 'fastify';
import { type ControlRelations, ControlRelationsQuery } from '../../contract/control/users.ts';
import type { Sim } from '../sim.ts';
import type { Relation } from '../state/relations.ts';
import { controlRoute, getUser } from './control-route.ts';

const shownEach = 200;

/** `/_control/users/:user/relations`: whom somebody follows, blocks and mutes, and who follows back. */
export function controlStanding(app: FastifyInstance, sim: Sim): void {
  controlRoute(app, {
    method: 'GET',
    url: '/users/:user/relations',
    query: ControlRelationsQuery,
    handle: ({ params, query }): ControlRelations => {
      const { id } = getUser(sim, params['user'] ?? '');
      const limit = query.limit ?? shownEach;
      // Newest first; arrows are kept oldest first.
      const list = (arrows: readonly Relation[], end: 'sourceId' | 'targetId') => ({
        count: arrows.length,
        users: arrows
          .slice(-limit)
          .reverse()
          .flatMap((arrow) => known(sim, arrow[end])),
      });
      return {
        following: list(sim.follows.arrowsFrom(id), 'targetId'),
        followers: list(sim.follows.arrowsTo(id), 'sourceId'),
        requests: list(sim.followRequests.arrowsTo(id), 'sourceId'),
        blocking: list(sim.blocks.arrowsFrom(id), 'targetId'),
        muting: list(sim.mutes.arrowsFrom(id), 'targetId'),
      };
    },
  });
}

function known(sim: Sim, id: string): ControlRelations['following']['users'] {
  const user = sim.users.find(id);
  return user ? [{ id, username: user.username, name: user.name }] : [];
}
