import type { FastifyInstance } from 'fastify';
import type { Delivery } from '../../events/delivery.ts';
import type { Sim } from '../../sim.ts';
import { registerEnterprise } from './enterprise-routes.ts';
import { registerPremium } from './premium-routes.ts';
import { registerAccountActivityV2 } from './v2-routes.ts';

/** Account Activity in its three forms: v2, v1.1 with environments, v1.1 enterprise. */
export function registerAccountActivity(x: FastifyInstance, sim: Sim, delivery: Delivery): void {
  registerAccountActivityV2(x, sim, delivery);
  registerPremium(x, sim, delivery);
  registerEnterprise(x, sim, delivery);
}
