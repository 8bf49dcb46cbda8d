import type { FastifyInstance } from 'fastify';
import { follow, mute, unfollow, unmute } from '../../acts/follows.ts';
import { jsonBody } from '../../core/body.ts';
import { clientForbidden, forbidden, invalidRequest, resourceNotFound } from '../../core/errors.ts';
import { checkMembers, idMember } from '../../core/json-input.ts';
import { ownPathId, pathId } from '../../core/path.ts';
import { onlyParameters } from '../../core/query.ts';
import { type UserCall, userRoute, xRoute } from '../../core/route.ts';
import { hasSelfServeRules } from '../../rules/may-post.ts';
import type { Sim } from '../../sim.ts';
import { userInPath } from '../posts/view.ts';
import { userViewParameters } from './lookup.ts';
import { answerPeople, pageParameters } from './people-page.ts';

const manageFollows = {
  oauth2: ['follows.write', 'tweet.read', 'users.read'],
  oauth1: 'read-write',
} as const;
const manageMutes = { oauth2: ['mute.write', 'tweet.read', 'users.read'], oauth1: 'read-write' } as const;
const parameters = [...userViewParameters, ...pageParameters];

/**
 * Who follows whom, whom one blocks and mutes; following and muting. Blocking is not in v2 any more (June 2023).
 * https://docs.x.com/x-api/users/follows/introduction
 */
export function registerFollows(app: FastifyInstance, sim: Sim): void {
  for (const direction of ['followers', 'following'] as const)
    xRoute(app, sim, {
      method: 'GET',
      url: `/2/users/:id/${direction}`,
      allow: { oauth2: ['follows.read', 'tweet.read', 'users.read'], oauth1: 'read', bearer: true },
      handle: (call) => {
        onlyParameters(call.query, parameters);
        const id = pathId(call, 'id');
        const found = userInPath(sim, call, id);
        if ('refusal' in found) return found.refusal;
        const followers = direction === 'followers';
        return answerPeople(sim, call, {
          name: `${direction}:${id}`,
          items: followers ? sim.follows.arrowsTo(id) : sim.follows.arrowsFrom(id),
          userIdOf: (arrow) => (followers ? arrow.sourceId : arrow.targetId),
          most: 1000,
        });
      },
    });

  for (const [name, scope, relation] of [
    ['blocking', 'block.read', sim.blocks],
    ['muting', 'mute.read', sim.mutes],
  ] as const)
    userRoute(app, sim, {
      method: 'GET',
      url: `/2/users/:id/${name}`,
      allow: { oauth2: [scope, 'tweet.read', 'users.read'], oauth1: 'read' },
      handle: (call) => {
        onlyParameters(call.query, parameters);
        const id = ownPathId(call);
        return answerPeople(sim, call, {
          name: `${name}:${id}`,
          items: relation.arrowsFrom(id),
          userIdOf: (arrow) => arrow.targetId,
          most: 1000,
        });
      },
    });

  userRoute(app, sim, {
    method: 'POST',
    url: '/2/users/:id/following',
    allow: manageFollows,
    handle: (call) => {
      ownPathId(call);
      if (hasSelfServeRules(call.caller.app)) throw clientForbidden(call.caller.app.id);
      const targetId = targetInBody(sim, call);
      if (targetId === call.user.id)
        throw invalidRequest({ target_user_id: [targetId] }, 'You cannot follow yourself.');
      const blocked = sim.blocks.has(targetId, call.user.id) || sim.blocks.has(call.user.id, targetId);
      if (blocked) throw forbidden('You are not permitted to perform this action.');
      const pending = follow(sim, call.user.id, targetId) === 'pending';
      return { data: { following: !pending, pending_follow: pending } };
    },
  });

  userRoute(app, sim, {
    method: 'DELETE',
    url: '/2/users/:source_user_id/following/:target_user_id',
    allow: manageFollows,
    handle: (call) => {
      ownPathId(call, 'source_user_id');
      unfollow(sim, call.user.id, targetInPath(sim, call));
      return { data: { following: false } };
    },
  });

  userRoute(app, sim, {
    method: 'POST',
    url: '/2/users/:id/muting',
    allow: manageMutes,
    handle: (call) => {
      ownPathId(call);
      const targetId = targetInBody(sim, call);
      if (targetId === call.user.id)
        throw invalidRequest({ target_user_id: [targetId] }, 'You cannot mute yourself.');
      mute(sim, call.user.id, targetId);
      return { data: { muting: true } };
    },
  });

  userRoute(app, sim, {
    method: 'DELETE',
    url: '/2/users/:source_user_id/muting/:target_user_id',
    allow: manageMutes,
    handle: (call) => {
      ownPathId(call, 'source_user_id');
      unmute(sim, call.user.id, targetInPath(sim, call));
      return { data: { muting: false } };
    },
  });
}

function targetInBody(sim: Sim, call: UserCall): string {
  const body = jsonBody(call.request);
  checkMembers(body, ['target_user_id']);
  return knownUser(sim, idMember(body, 'target_user_id'));
}

function targetInPath(sim: Sim, call: UserCall): string {
  return knownUser(sim, pathId(call, 'target_user_id'));
}

function knownUser(sim: Sim, id: string): string {
  const user = sim.users.find(id);
  if (!user || user.suspended) throw resourceNotFound('user', 'target_user_id', id);
  return id;
}
