import type { FastifyInstance } from 'fastify';
import type { Sim } from '../../sim.ts';
import { registerAccountV1 } from './account.ts';
import { registerBlocksAndMutes } from './blocks-and-mutes.ts';
import { registerFriendships } from './friendships.ts';
import { registerLookupV1 } from './lookup.ts';
import { registerRateLimitStatus } from './rate-limit-status.ts';
import { registerUserLists } from './user-lists.ts';

/** Users of v1.1: who they are, who follows, blocks and mutes whom. */
export function registerUsersV1(app: FastifyInstance, sim: Sim): void {
  registerAccountV1(app, sim);
  registerLookupV1(app, sim);
  registerFriendships(app, sim);
  registerBlocksAndMutes(app, sim);
  registerUserLists(app, sim);
  registerRateLimitStatus(app, sim);
}
