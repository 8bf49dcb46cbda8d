import type { FastifyInstance } from 'fastify';
import type { Sim } from '../../sim.ts';
import { registerListFollows } from './follow.ts';
import { registerListManagement } from './manage.ts';
import { registerListReads } from './read.ts';

/** Lists, v2. */
export function registerLists(app: FastifyInstance, sim: Sim): void {
  registerListManagement(app, sim);
  registerListReads(app, sim);
  registerListFollows(app, sim);
}
