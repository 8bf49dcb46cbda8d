import type { FastifyInstance } from 'fastify';
import type { Sim } from '../../sim.ts';
import { registerCredentials } from './credentials.ts';
import { registerDmBlocks } from './dm-blocks.ts';
import { registerLookup } from './lookup.ts';

/** Users by id and by name, who I am, and whom I do not want to hear from. */
export function registerUsers(app: FastifyInstance, sim: Sim): void {
  registerLookup(app, sim);
  registerDmBlocks(app, sim);
  registerCredentials(app, sim);
}
