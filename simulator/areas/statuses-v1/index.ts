import type { FastifyInstance } from 'fastify';
import type { Sim } from '../../sim.ts';
import { registerStatusReactions } from './reactions.ts';
import { registerStatusReads } from './timelines.ts';
import { registerStatusUpdate } from './update.ts';

/** Posts of v1.1: written, read, liked and repeated. */
export function registerStatusesV1(app: FastifyInstance, sim: Sim): void {
  registerStatusUpdate(app, sim);
  registerStatusReads(app, sim);
  registerStatusReactions(app, sim);
}
