import type { FastifyInstance } from 'fastify';
import { block, mute, unblock, unmute } from '../../acts/follows.ts';
import { v1Error } from '../../core/errors.ts';
import { isYes, v1UserRoute } from '../../core/v1-route.ts';
import { presentUserTo } from '../../present/user-v1.ts';
import type { Sim } from '../../sim.ts';
import { getTarget, noSuchUser } from './find-user.ts';

const acts = [
  { path: 'blocks/create', act: block },
  { path: 'blocks/destroy', act: unblock },
  { path: 'mutes/users/create', act: mute },
  { path: 'mutes/users/destroy', act: unmute },
];

/**
 * Blocking and muting; each answers with the other user.
 * https://developer.x.com/en/docs/x-api/v1/accounts-and-users/mute-block-report-users/api-reference/post-blocks-create
 */
export function registerBlocksAndMutes(app: FastifyInstance, sim: Sim): void {
  for (const { path, act } of acts)
    v1UserRoute(app, sim, {
      method: 'POST',
      path,
      allow: { oauth1: 'read-write' },
      handle: ({ user, given }) => {
        const target = getTarget(sim, given);
        if (target.id === user.id)
          throw path.startsWith('mutes') ? v1Error(403, 271, "You can't mute yourself.") : noSuchUser();
        if (path === 'mutes/users/destroy' && !sim.mutes.has(user.id, target.id))
          throw v1Error(403, 272, 'You are not muting the specified user.');
        act(sim, user.id, target.id);
        return presentUserTo(sim, target, user);
      },
    });

  // Nobody reads reports here; what remains is the block that comes with one.
  // https://developer.x.com/en/docs/x-api/v1/accounts-and-users/mute-block-report-users/api-reference/post-users-report_spam
  v1UserRoute(app, sim, {
    method: 'POST',
    path: 'users/report_spam',
    allow: { oauth1: 'read-write' },
    handle: ({ user, given }) => {
      const target = getTarget(sim, given);
      if (target.id === user.id) throw noSuchUser();
      if (given['perform_block'] === undefined || isYes(given['perform_block']))
        block(sim, user.id, target.id);
      return presentUserTo(sim, target, user);
    },
  });
}
