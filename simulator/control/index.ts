import type { FastifyInstance } from 'fastify';
import type { Sim } from '../sim.ts';

export function registerControl(app: FastifyInstance, sim: Sim): void {
  app.get('/time', async () => ({ now: sim.clock.now() }));
}
