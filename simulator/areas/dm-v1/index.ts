import type { FastifyInstance } from 'fastify';
import type { Sim } from '../../sim.ts';
import { registerV1Marks } from './marks.ts';
import { registerV1Reads } from './read.ts';
import { registerV1Send } from './send.ts';
import { registerWelcomeMessages } from './welcome-messages.ts';
import { registerWelcomeRules } from './welcome-rules.ts';

/** Direct messages, v1.1: the only place of quick replies, buttons, typing and read marks. */
export function registerDmV1(app: FastifyInstance, sim: Sim): void {
  registerV1Send(app, sim);
  registerV1Reads(app, sim);
  registerV1Marks(app, sim);
  registerWelcomeMessages(app, sim);
  registerWelcomeRules(app, sim);
}
