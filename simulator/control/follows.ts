import type { FastifyInstance } from 'fastify';
import { ControlRelation } from '../../contract/control/users.ts';
import { acceptFollow, block, follow, mute, unblock, unfollow, unmute } from '../acts/follows.ts';
import type { Sim } from '../sim.ts';
import { ControlError, controlRoute, getUser } from './control-route.ts';

type Act = (sim: Sim, sourceId: string, targetId: string) => boolean;
const acts: Record<string, { add: Act; remove: Act }> = {
  // The control API asks nobody: a protected user is followed at once.
  follows: { add: acceptFollow, remove: unfollow },
  blocks: { add: block, remove: unblock },
  mutes: { add: mute, remove: unmute },
};

/** `/_control/follows`, `/blocks`, `/mutes`, `/follow-requests`: how people stand to each other. */
export function controlFollows(app: FastifyInstance, sim: Sim): void {
  const arrowOf = (body: ControlRelation) => ({
    sourceId: getUser(sim, body.source).id,
    targetId: getUser(sim, body.target).id,
  });

  for (const [name, { add, remove }] of Object.entries(acts)) {
    controlRoute(app, {
      method: 'POST',
      url: `/${name}`,
      body: ControlRelation,
      handle: ({ body }) => {
        const { sourceId, targetId } = arrowOf(body);
        return { added: add(sim, sourceId, targetId) };
      },
    });
    controlRoute(app, {
      method: 'DELETE',
      url: `/${name}`,
      body: ControlRelation,
      handle: ({ body }) => {
        const { sourceId, targetId } = arrowOf(body);
        return { removed: remove(sim, sourceId, targetId) };
      },
    });
  }

  controlRoute(app, {
    method: 'POST',
    url: '/follow-requests',
    body: ControlRelation,
    handle: ({ body }) => {
      const { sourceId, targetId } = arrowOf(body);
      return { outcome: follow(sim, sourceId, targetId) };
    },
  });

  controlRoute(app, {
    method: 'POST',
    url: '/follow-requests/accept',
    body: ControlRelation,
    handle: ({ body }) => {
      const { sourceId, targetId } = arrowOf(body);
      if (!sim.followRequests.has(sourceId, targetId))
        throw new ControlError(404, 'there is no such request');
      return { added: acceptFollow(sim, sourceId, targetId) };
    },
  });

  controlRoute(app, {
    method: 'DELETE',
    url: '/follow-requests',
    body: ControlRelation,
    handle: ({ body }) => {
      const { sourceId, targetId } = arrowOf(body);
      return { removed: sim.followRequests.remove(sourceId, targetId) };
    },
  });
}
