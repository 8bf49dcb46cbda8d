import type { FastifyInstance } from 'fastify';
import type { Delivery } from '../../events/delivery.ts';
import type { Sim } from '../../sim.ts';
import { registerStreamRoute } from './stream-routes.ts';
import { registerSubscriptionRoutes } from './subscription-routes.ts';

/** The X Activity API: subscriptions and the stream. */
export function registerActivity(x: FastifyInstance, sim: Sim, delivery: Delivery): void {
  registerSubscriptionRoutes(x, sim, delivery);
  registerStreamRoute(x, sim, delivery);
}
