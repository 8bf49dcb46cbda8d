import type { FastifyInstance } from 'fastify';
import { follow, unfollow } from '../../acts/follows.ts';
import { v1Error } from '../../core/errors.ts';
import { exactNumber } from '../../core/exact-number.ts';
import { isYes, v1Route, v1UserRoute } from '../../core/v1-route.ts';
import { presentRelationship, presentUserTo } from '../../present/user-v1.ts';
import type { Sim } from '../../sim.ts';
import type { SimUser } from '../../state/users.ts';
import { findNamedUsers, getTarget, getUser } from './find-user.ts';

/**
 * Who follows whom, between two users.
 * https://developer.x.com/en/docs/x-api/v1/accounts-and-users/follow-search-get-users/api-reference/post-friendships-create
 */
export function registerFriendships(app: FastifyInstance, sim: Sim): void {
  v1UserRoute(app, sim, {
    method: 'POST',
    path: 'friendships/create',
    allow: { oauth1: 'read-write' },
    handle: ({ user, given }) => {
      const target = getTarget(sim, given);
      if (target.id === user.id) throw v1Error(403, 158, "You can't follow yourself.");
      if (sim.blocks.has(target.id, user.id))
        throw v1Error(
          403,
          162,
          'You have been blocked from following this account at the request of the user.',
        );
      if (sim.followRequests.has(user.id, target.id))
        throw v1Error(403, 160, `You've already requested to follow ${target.username}.`);
      follow(sim, user.id, target.id);
      return presentUserTo(sim, target, user);
    },
  });

  v1UserRoute(app, sim, {
    method: 'POST',
    path: 'friendships/destroy',
    allow: { oauth1: 'read-write' },
    handle: ({ user, given }) => {
      const target = getTarget(sim, given);
      unfollow(sim, user.id, target.id);
      return presentUserTo(sim, target, user);
    },
  });

  // https://developer.x.com/en/docs/x-api/v1/accounts-and-users/follow-search-get-users/api-reference/post-friendships-update
  v1UserRoute(app, sim, {
    method: 'POST',
    path: 'friendships/update',
    allow: { oauth1: 'read-write' },
    handle: ({ user, given }) => {
      const target = getTarget(sim, given);
      const isWanted = given['retweets'];
      if (isWanted !== undefined && sim.follows.has(user.id, target.id)) {
        if (isYes(isWanted)) sim.unwantedReposts.remove(user.id, target.id);
        else sim.unwantedReposts.add(user.id, target.id);
      }
      return presentRelationship(sim, user, target);
    },
  });

  v1Route(app, sim, {
    method: 'GET',
    path: 'friendships/show',
    handle: ({ caller, given }) => {
      const named = given['source_id'] ?? given['source_screen_name'];
      const source =
        named === undefined && caller.user
          ? caller.user
          : getUser(sim, given, 'source_id', 'source_screen_name');
      return presentRelationship(sim, source, getUser(sim, given, 'target_id', 'target_screen_name'));
    },
  });

  v1UserRoute(app, sim, {
    method: 'GET',
    path: 'friendships/lookup',
    allow: { oauth1: 'read' },
    handle: ({ user, given }) => {
      const users = findNamedUsers(sim, given);
      if (users.length === 0) throw v1Error(404, 17, 'No user matches for specified terms.');
      return users.map((other) => ({
        name: other.name,
        screen_name: other.username,
        id: exactNumber(other.id),
        id_str: other.id,
        connections: connections(sim, user, other),
      }));
    },
  });
}

function connections(sim: Sim, user: SimUser, other: SimUser): string[] {
  const found = [
    sim.follows.has(user.id, other.id) ? 'following' : '',
    sim.followRequests.has(user.id, other.id) ? 'following_requested' : '',
    sim.follows.has(other.id, user.id) ? 'followed_by' : '',
    sim.followRequests.has(other.id, user.id) ? 'following_received' : '',
    sim.blocks.has(user.id, other.id) ? 'blocking' : '',
    sim.mutes.has(user.id, other.id) ? 'muting' : '',
  ].filter((name) => name !== '');
  return found.length > 0 ? found : ['none'];
}
