import type { FastifyInstance } from 'fastify';
import type { Sim } from '../../sim.ts';
import { registerDmReads } from './read.ts';
import { registerDmRemoval } from './remove.ts';
import { registerDmSends } from './send.ts';

/** Direct messages, v2. */
export function registerDm(app: FastifyInstance, sim: Sim): void {
  registerDmSends(app, sim);
  registerDmReads(app, sim);
  registerDmRemoval(app, sim);
}
