import type { FastifyInstance } from 'fastify';
import type { Sim } from '../../sim.ts';
import { registerDmBlocks } from './dm-blocks.ts';
import { registerFollows } from './follows.ts';
import { registerLookup } from './lookup.ts';
import { registerUserSearch } from './search.ts';

/** Users by id and by name, who I am, whom one follows, and whom I do not want to hear from. */
export function registerUsers(app: FastifyInstance, sim: Sim): void {
  registerLookup(app, sim);
  registerUserSearch(app, sim);
  registerFollows(app, sim);
  registerDmBlocks(app, sim);
}
