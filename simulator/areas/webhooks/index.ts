import type { FastifyInstance } from 'fastify';
import type { Delivery } from '../../events/delivery.ts';
import type { Sim } from '../../sim.ts';
import { registerWebhookRoutes } from './v2-routes.ts';

/** Webhooks of the v2 API; those of v1.1 are Account Activity's. */
export function registerWebhooks(x: FastifyInstance, sim: Sim, delivery: Delivery): void {
  registerWebhookRoutes(x, sim, delivery);
}
